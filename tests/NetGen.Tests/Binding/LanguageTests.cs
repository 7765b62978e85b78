using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Optimizers;
using Xunit;

namespace NetGen.Tests.Binding;

using Network = NetGen.Compiler.Binding.Network;

/// <summary>What the language's forms mean, by the layers they make.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void LeNet5IsAsPublished()
    {
        Network network = Specs.One(Samples.LeNet5);
        Specs.AssertLayers("""
            conv1: image | conv 6 5x5 pad=2 = conv1 6x28x28
            tanh1: conv1 | tanh = tanh1 6x28x28
            avgpool1: tanh1 | avgpool 2x2 = avgpool1 6x14x14
            conv2: avgpool1 | conv 16 5x5 = conv2 16x10x10
            tanh2: conv2 | tanh = tanh2 16x10x10
            avgpool2: tanh2 | avgpool 2x2 = avgpool2 16x5x5
            dense1: avgpool2 | dense 120 = dense1 120
            tanh3: dense1 | tanh = tanh3 120
            dense2: tanh3 | dense 84 = dense2 84
            tanh4: dense2 | tanh = tanh4 84
            dense3: tanh4 | dense 10 = output 10
            """, network);
        Assert.Equal(("LeNet5", "Test", UnrollMode.Auto), (network.Name, network.Namespace, network.Unroll));
        Assert.Equal(61_706, network.Layers.SelectMany(l => l.Parameters).Sum(p => p.Shape.Size));
        Assert.Equal(416_520, network.Layers.Sum(l => l.MultiplyAdds));
        BoundLoss loss = Assert.Single(network.Training!.Losses);
        Assert.Equal("softmax-cross-entropy", loss.Loss.Signature.Keyword);
        Assert.Equal(("output", "labels"), (network.Values[loss.Prediction].Name, network.Values[loss.Target].Name));
        Assert.Equal(ElementType.Int, network.Values[loss.Target].Element);
        Assert.Equal(("adam", 1e-3f), (network.Training.Optimizer.Signature.Keyword, network.Training.OptimizerArguments.Float("lr")));
    }

    [Fact]
    public void BlocksRepeatsAndLabelsMakeThePathsOfOtherFrameworks()
    {
        Seq<Network> networks = Specs.Compile(Samples.Residual).Networks;
        Assert.Equal(["Residual", "Digits"], networks.Select(n => n.Name));
        Specs.AssertLayers("""
            conv1: image | conv 8 3x3 pad=1 = conv1 8x16x16
            relu1: conv1 | relu = relu1 8x16x16
            layer1.0.conv1: relu1 | conv 8 3x3 pad=1 bias=no = layer1.0.conv1 8x16x16
            layer1.0.relu1: layer1.0.conv1 | relu = layer1.0.relu1 8x16x16
            layer1.0.conv2: layer1.0.relu1 | conv 8 3x3 pad=1 bias=no = layer1.0.main 8x16x16
            layer1.0.add1: layer1.0.main, relu1 | add = layer1.0.add1 8x16x16
            layer1.0.relu2: layer1.0.add1 | relu = layer1.0.relu2 8x16x16
            layer1.1.conv1: layer1.0.relu2 | conv 8 3x3 pad=1 bias=no = layer1.1.conv1 8x16x16
            layer1.1.relu1: layer1.1.conv1 | relu = layer1.1.relu1 8x16x16
            layer1.1.conv2: layer1.1.relu1 | conv 8 3x3 pad=1 bias=no = layer1.1.main 8x16x16
            layer1.1.add1: layer1.1.main, layer1.0.relu2 | add = layer1.1.add1 8x16x16
            layer1.1.relu2: layer1.1.add1 | relu = layer1.1.relu2 8x16x16
            layer2.0.conv1: layer1.1.relu2 | conv 16 3x3 stride=2x2 pad=1 bias=no = layer2.0.conv1 16x8x8
            layer2.0.relu1: layer2.0.conv1 | relu = layer2.0.relu1 16x8x8
            layer2.0.conv2: layer2.0.relu1 | conv 16 3x3 pad=1 bias=no = layer2.0.main 16x8x8
            layer2.0.downsample.0: layer1.1.relu2 | conv 16 1x1 stride=2x2 bias=no = layer2.0.skip 16x8x8
            layer2.0.add1: layer2.0.main, layer2.0.skip | add = layer2.0.add1 16x8x8
            layer2.0.relu2: layer2.0.add1 | relu = layer2.0.relu2 16x8x8
            layer2.1.conv1: layer2.0.relu2 | conv 16 3x3 pad=1 bias=no = layer2.1.conv1 16x8x8
            layer2.1.relu1: layer2.1.conv1 | relu = layer2.1.relu1 16x8x8
            layer2.1.conv2: layer2.1.relu1 | conv 16 3x3 pad=1 bias=no = layer2.1.main 16x8x8
            layer2.1.add1: layer2.1.main, layer2.0.relu2 | add = layer2.1.add1 16x8x8
            layer2.1.relu2: layer2.1.add1 | relu = layer2.1.relu2 16x8x8
            avgpool1: layer2.1.relu2 | avgpool 8x8 = avgpool1 16x1x1
            flatten1: avgpool1 | flatten = flatten1 16
            fc: flatten1 | dense 10 = output 10
            """, networks[0]);
        Assert.Equal("layer2.0.downsample.0.weight", networks[0].Layers[15].Parameters[0].Name);
        Assert.Equal("fc: flatten1 | dense 7 = output 7", Specs.Describe(networks[1]).Split('\n')[^1]);
    }

    [Fact]
    public void SeveralInputsOutputsAndLosses()
    {
        Network network = Specs.One(Samples.Inception);
        string[] Names(Seq<int> values) => [.. values.Select(v => network.Values[v].Name)];
        Assert.Equal(["image", "extra"], Names(network.Inputs));
        Assert.Equal(["scores", "copy"], Names(network.Outputs));
        Assert.Equal(UnrollMode.Tiles, network.Unroll);
        Training training = network.Training!;
        Assert.Equal(["scores_labels", "copy_targets"], Names(training.Losses.Select(l => l.Target).ToSeq()));
        Assert.Equal([1, 0.25f], training.Losses.Select(l => l.Weight));
        Dictionary<string, BoundParameter> parameters = network.Layers.SelectMany(l => l.Parameters).ToDictionary(p => p.Name);
        WeightDecay Decay(string name) => training.Decay(parameters[name]);
        Assert.Equal(new WeightDecay(1e-4f, 1e-5f), Decay("dense1.weight"));
        Assert.Equal(default, Decay("dense1.bias"));
        Assert.Equal(new WeightDecay(1e-3f, 1e-5f), Decay("inception1.conv1.weight"));
        Assert.Equal(new WeightDecay(1e-3f, 0), Decay("inception1.conv1.bias"));
        Assert.Equal([4f, 3, null], new[] { "dense1.weight", "inception1.conv1.weight", "dense1.bias" }.Select(name => training.Limit(parameters[name])?.Limit));
        Assert.Equal([new(ClipKind.Norm, 5, ""), new(ClipKind.Value, 1, ""), new(ClipKind.Norm, 1, "inception1")], training.Clips);
        Assert.Equal([1, 1, 5], new[] { "inception1.conv1.weight", "inception1", "mixed.conv1.weight" }.Select(name => training.Clip(ClipKind.Norm, name)!.Limit));
        Assert.Equal("", training.Clip(ClipKind.Norm, "inception10.weight")!.Path);
        string layers = Specs.Describe(network);
        Assert.Contains("inception1.concat1: inception1.a, inception1.b, inception1.d | concat = inception1.concat1 10x8x8", layers);
        Assert.Contains("mixed.conv3: mixed.relu2 | conv 6 3x3 pad=1 = mixed.conv3 6x8x8", layers);
        Assert.Contains("concat1: features, extra | concat = both 28", layers);
        Assert.Contains("mul1: gate, both | mul = mul1 28", layers);
        Assert.EndsWith("dense3: mul1 | dense 6 = copy 6", layers);
    }

    [Theory]
    [InlineData("dense 3", "dense1: x | dense 3 = output 3")]
    [InlineData("y = dense 3", "dense1: x | dense 3 = y 3")]
    [InlineData("y = dense 3\nz = y", "dense1: x | dense 3 = z 3")]
    [InlineData("fc: dense 3", "fc: x | dense 3 = output 3")]
    [InlineData("fc.1: dense 3", "fc.1: x | dense 3 = output 3")]
    [InlineData("dense(3)", "dense1: x | dense 3 = output 3")]
    [InlineData("dense(3, bias=no)", "dense1: x | dense 3 bias=no = output 3")]
    [InlineData("dense units=3", "dense1: x | dense 3 = output 3")]
    [InlineData("dense units = 3", "dense1: x | dense 3 = output 3")]
    [InlineData("x | dense 3 |\n  relu", "dense1: x | dense 3 = dense1 3\nrelu1: dense1 | relu = output 3")]
    [InlineData("dense 3\n| relu", "dense1: x | dense 3 = dense1 3\nrelu1: dense1 | relu = output 3")]
    [InlineData("reshape 2x-1", "reshape1: x | reshape 2x-1 = output 2x6")]
    [InlineData("reshape -1x(2*2)", "reshape1: x | reshape -1x4 = output 3x4")]
    [InlineData("reshape(2x(3)x(4-2))", "reshape1: x | reshape 2x3x2 = output 2x3x2")]
    [InlineData("dense 2 * 3 - 1", "dense1: x | dense 5 = output 5")]
    [InlineData("dense 2*3-1", "dense1: x | dense 5 = output 5")]
    [InlineData("dense (7 / 2)", "dense1: x | dense 3 = output 3")]
    [InlineData("dense x.features", "dense1: x | dense 12 = output 12")]
    [InlineData("dense x.size + x.rank", "dense1: x | dense 13 = output 13")]
    [InlineData("dense 3 bias=x.features!=12", "dense1: x | dense 3 bias=no = output 3")]
    [InlineData("leakyrelu 0.25", "leakyrelu1: x | leakyrelu slope=0.25 = output 12")]
    [InlineData("leakyrelu 25e-2", "leakyrelu1: x | leakyrelu slope=0.25 = output 12")]
    [InlineData("add x, x", "add1: x, x | add = output 12")]
    [InlineData("x + x + x", "add1: x, x, x | add = output 12")]
    [InlineData("relu | add x", "relu1: x | relu = relu1 12\nadd1: relu1, x | add = output 12")]
    [InlineData("x | concat x, x axis=0", "concat1: x, x, x | concat = output 36")]
    [InlineData("concat(x, x, axis=0)", "concat1: x, x | concat = output 24")]
    [InlineData("repeat 2\n  dense 3", "dense1: x | dense 3 = dense1 3\ndense2: dense1 | dense 3 = output 3")]
    [InlineData("a: repeat 2\n  dense 3", "a.0: x | dense 3 = a.0 3\na.1: a.0 | dense 3 = output 3")]
    [InlineData("a: repeat 1\n  dense 3 | relu", "a.0.dense1: x | dense 3 = a.0.dense1 3\na.0.relu1: a.0.dense1 | relu = output 3")]
    [InlineData("repeat 2 as i\n  dense i + 1", "dense1: x | dense 1 = dense1 1\ndense2: dense1 | dense 2 = output 2")]
    [InlineData("dense 3\nrepeat 0\n  dense 4", "dense1: x | dense 3 = output 3")]
    [InlineData("if yes\n  dense 1\nelse\n  dense 2", "dense1: x | dense 1 = output 1")]
    [InlineData("if no\n  dense 1\nelif 1 < 2\n  dense 2\nelse\n  dense 3", "dense1: x | dense 2 = output 2")]
    [InlineData("if not (1 >= 2 and 1 / 0 == 1)\n  dense 1", "dense1: x | dense 1 = output 1")]
    [InlineData("dense 3 # comment\n# another\n\n   # indented", "dense1: x | dense 3 = output 3")]
    public void Forms(string body, string layers) => Specs.AssertLayers(layers, Specs.Body($"input x: 12\n{body}"));

    [Theory]
    [InlineData("input x: 7", "7")]
    [InlineData("input x: 5x7", "5x7")]
    [InlineData("input x: 3x5x7", "3x5x7")]
    [InlineData("input x: (2+1)x5x7", "3x5x7")]
    [InlineData("input x: 2 + 1", "3")]
    public void InputTypes(string input, string shape) => Assert.Equal(shape, Specs.Body($"{input}\nrelu").Values[0].Shape.ToString());

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void EveryLineEndIsOne(string end) =>
        Assert.Equal(Specs.One(Samples.LeNet5), Specs.One("\uFEFF" + Samples.LeNet5.Replace("\r\n", "\n").Replace("\n", end)));

    [Fact]
    public void NetworkParametersDependOnThoseBefore() =>
        Specs.AssertLayers("dense1: x | dense 6 = output 6", Specs.One("network Test(a=3, b=2*a)\ninput x: a\ndense b"));

    [Fact]
    public void NetworkWithoutDefaultsIsATemplate()
    {
        const string text = "network Base(n)\ninput x: n\ndense n\nnetwork Four = Base(4)\nnetwork Five = Base(n=5)\n";
        Assert.Equal(["Four", "Five"], Specs.Compile(text).Networks.Select(n => n.Name));
    }

    [Fact]
    public void UsedFilesBringTheirBlocksAndNetworks()
    {
        (string, string)[] others =
        [
            ("blocks.net.txt", "use \"more.net.txt\"\nblock outer(n)\n  in | inner n\nnetwork Base(n)\ninput x: 2\nouter n\n"),
            ("more.net.txt", "block inner(n)\n  in | dense n\n"),
        ];
        Specs.AssertLayers("outer1.inner1.dense1: x | dense 5 = output 5", Specs.One("use \"blocks.net.txt\"\nnetwork Mine = Base(5)\n", others));
    }

    [Fact]
    public void BlocksPassWordsOn() =>
        Specs.AssertLayers("b1.conv1: x | conv 2 3x3 pad=same bias=no = output 2x5x5",
            Specs.One("block b(p, biased)\n  in | conv 2 3x3 pad=p bias=biased\nnetwork Test\ninput x: 1x5x5\nb same no"));

    [Fact]
    public void FileOfBlocksAloneIsRight() => Assert.Empty(Specs.Compile("block b\n  in | relu\n").Diagnostics);

    [Theory]
    [InlineData("conv 2 3x3 | relu", InitializationKind.He)]
    [InlineData("conv 2 3x3 | maxpool 2 | flatten | elu", InitializationKind.He)]
    [InlineData("conv 2 3x3 | tanh", InitializationKind.Xavier)]
    [InlineData("conv 2 3x3 | tanh | relu", InitializationKind.Xavier)]
    [InlineData("conv 2 3x3", InitializationKind.Xavier)]
    [InlineData("h = conv 2 3x3\nh | tanh | add h | dense 1\nh + h | relu\nh | relu", InitializationKind.He)]
    public void WeightsStartByWhatReadsThem(string body, InitializationKind kind)
    {
        Network network = Specs.Compile($"network Test\ninput x: 1x5x5\n{body}").Networks.Single();
        Assert.Equal(kind, network.Layers[0].Parameters[0].Initialization.Kind);
        Assert.Equal((9, 18), (network.Layers[0].Parameters[0].Initialization.FanIn, network.Layers[0].Parameters[0].Initialization.FanOut));
    }

    [Theory]
    [InlineData("freeze stem.conv1", "stem.conv1.weight stem.conv1.bias")]
    [InlineData("freeze stem", "stem.conv1.weight stem.conv1.bias stem.batchnorm1.weight stem.batchnorm1.bias stem.batchnorm1.running_mean stem.batchnorm1.running_var")]
    [InlineData("freeze *.bias", "stem.conv1.bias stem.batchnorm1.bias body.0.conv1.bias body.1.conv1.bias head.bias")]
    [InlineData("freeze body.*", "body.0.conv1.weight body.0.conv1.bias body.1.conv1.weight body.1.conv1.bias")]
    [InlineData("freeze *0* except *.bias", "body.0.conv1.weight")]
    [InlineData("freeze stem.batchnorm1 to body.0 except *.running*", "stem.batchnorm1.weight stem.batchnorm1.bias body.0.conv1.weight body.0.conv1.bias")]
    [InlineData("freeze stem.relu1 to body.0", "body.0.conv1.weight body.0.conv1.bias")]
    [InlineData("freeze to stem.relu1 head.weight", "stem.conv1.weight stem.conv1.bias stem.batchnorm1.weight stem.batchnorm1.bias stem.batchnorm1.running_mean "
        + "stem.batchnorm1.running_var head.weight")]
    [InlineData("freeze * except head", "stem.conv1.weight stem.conv1.bias stem.batchnorm1.weight stem.batchnorm1.bias stem.batchnorm1.running_mean stem.batchnorm1.running_var "
        + "body.0.conv1.weight body.0.conv1.bias body.1.conv1.weight body.1.conv1.bias")]
    public void SelectorsNameParameters(string line, string frozen)
    {
        Network network = Selected(line);
        Assert.Equal(frozen.Split(' '), network.Layers.SelectMany(l => l.Parameters).Where(p => p.IsFrozen).Select(p => p.Name));
    }

    [Fact]
    public void TheLastRateThatNamesAParameterIsItsOwn()
    {
        Network network = Selected("rate 0.1 of * except head\n  rate 0.5 of body.1 *.batchnorm1");
        var rates = network.Layers.SelectMany(l => l.Parameters).ToDictionary(p => p.Name, p => p.RateFactor);
        Assert.Equal([0.1f, 0.5f, 0.1f, 0.5f, 1],
            new[] { "stem.conv1.bias", "stem.batchnorm1.weight", "body.0.conv1.weight", "body.1.conv1.weight", "head.bias" }.Select(name => rates[name]));
    }

    static Network Selected(string line) => Specs.One($"""
        network Selected
        input x: 1x9x9
        stem: first
        body: repeat 2
          second
        head: dense 3
        train
          loss mse
          optimizer sgd
          {line}
        block first
          conv 2 3x3 | batchnorm | relu
        block second
          conv 2 3x3 | relu
        """);
}
