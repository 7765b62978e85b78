using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using Xunit;

namespace NetGen.Tests.Binding;

using Network = NetGen.Compiler.Binding.Network;

/// <summary>What the language's forms mean, by the layers they make.</summary>
public sealed class LanguageTests
{
    const string LeNet5 = """
        # LeNet5.net.txt
        network LeNet5
        input image: 1x28x28

        conv 6 5x5 pad=2 | tanh | avgpool 2
        conv 16 5x5      | tanh | avgpool 2
        dense 120 | tanh
        dense 84  | tanh
        dense 10

        train
          loss softmax-cross-entropy
          optimizer adam lr=1e-3
        """;

    [Fact]
    public void LeNet5IsAsPublished()
    {
        Network network = Specs.One(LeNet5);
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
        Assert.Equal(("adam", 1e-3f), (network.Training.Optimizer.Signature.Keyword, network.Training.OptimizerArguments.Float("lr")));
    }
}
