using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Oracle;
using NetGen.Oracle.Zoo;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>The zoo's networks after torchvision against the definitions there, which do not come from the zoo's files as the models for ONNX Runtime do: at full size on random
/// weights, and the gradients of reduced ones.</summary>
public class TorchvisionForwardTests
{
    const int Size = 224, Classes = 1000;

    [Theory]
    [InlineData("AlexNet"), InlineData("Vgg11"), InlineData("Vgg16"), InlineData("ResNet18"), InlineData("ResNet50"), InlineData("GoogLeNet"), InlineData("DenseNet121")]
    public void PredictsAsTorchvisionsModel(string name)
    {
        using var subject = new ZooSubject(ZooSpecs.Networks[name] with { Training = null }, batchSize: 1, trained: true);
        float[] x = Close.Random(new Random(3), 3 * Size * Size), y = new float[Classes];
        subject.Net.Predict([x], [y]);

        using IDisposable scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        using var weights = new TorchParameters(subject.Parameters, type: ScalarType.Float64);
        Tensor expected = new TorchvisionModels(weights).Forward(name, tensor(x, [1, 3, Size, Size]).to(ScalarType.Float64));
        Close.Check(name, [.. expected.to(ScalarType.Float32).data<float>()], y, 1e-4);
    }

    /// <summary>Architectures of torchvision with fewer layers and channels, of the zoo's blocks, and what builds them there.</summary>
    static readonly Dictionary<string, (string Spec, Func<TorchvisionModels, Tensor, Tensor> Model)> Reduced = new()
    {
        ["basic ResNet"] = ("""
            use "ResNet.net.txt"
            network Reduced
            input image: 3x64x64
            conv1: conv 8 7x7 stride=2 pad=3 bias=no | bn1: batchnorm | relu | maxpool 3 stride=2 pad=1
            layer1: repeat 2
              basic 8
            layer2: repeat 1
              basic 16 stride=2
            globalavgpool | fc: dense 10
            """, (models, x) => models.ResNet(x, models.BasicBlock, [2, 1])),
        ["bottleneck ResNet"] = ("""
            use "ResNet.net.txt"
            network Reduced
            input image: 3x64x64
            conv1: conv 8 7x7 stride=2 pad=3 bias=no | bn1: batchnorm | relu | maxpool 3 stride=2 pad=1
            layer1: repeat 2
              bottleneck 4
            layer2: repeat 1
              bottleneck 8 stride=2
            globalavgpool | fc: dense 10
            """, (models, x) => models.ResNet(x, models.Bottleneck, [2, 1])),
        ["DenseNet"] = ("""
            use "DenseNet.net.txt"
            network Reduced
            input image: 3x64x64
            features.conv0: conv 8 7x7 stride=2 pad=3 bias=no | features.norm0: batchnorm | relu | maxpool 3 stride=2 pad=1
            features.denseblock1: denseblock 2 4
            features.transition1: transition
            features.denseblock2: denseblock 3 4
            features.norm5: batchnorm | relu | globalavgpool | classifier: dense 10
            """, (models, x) => models.DenseNet(x, [2, 3])),
        ["GoogLeNet"] = ("""
            use "GoogLeNet.net.txt"
            network Reduced
            input image: 3x64x64
            conv1: unit 8 7x7 stride=2 pad=3 | maxpool 3 stride=2 ceil=yes
            conv2: unit 8 1x1 | conv3: unit 12 3x3 pad=1 | maxpool 3 stride=2 ceil=yes
            inception3a: normalized 4 6 8 2 4 4
            inception3b: normalized 8 6 8 2 4 4 | maxpool 3 stride=2 ceil=yes
            inception4a: normalized 8 6 8 2 4 4
            inception4b: normalized 8 6 8 3 4 4
            inception4c: normalized 8 6 8 3 4 4
            inception4d: normalized 8 6 8 3 4 4
            inception4e: normalized 8 6 8 3 4 4 | maxpool 2 stride=2 ceil=yes
            inception5a: normalized 8 6 8 3 4 4
            inception5b: normalized 8 6 8 3 4 4
            globalavgpool | fc: dense 10
            """, (models, x) => models.GoogLeNet(x)),
    };

    public static TheoryData<string> Reductions() => [.. Reduced.Keys];

    [Theory, MemberData(nameof(Reductions))]
    public void HasTheGradientsOfTorchvisionsModel(string name)
    {
        const int Batch = 4, Small = 64;
        var (spec, model) = Reduced[name];
        using var subject = new ZooSubject(ZooSpecs.Bind(spec + "\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd\n"), Batch, trained: true);
        float[] x = Close.Random(new Random(3), Batch * 3 * Small * Small);
        int[] labels = [7, 0, 9, 3];
        float loss = subject.Net.Backward([x, labels]);

        using IDisposable scope = NewDisposeScope();
        using var weights = new TorchParameters(subject.Parameters, type: ScalarType.Float64);
        Tensor scores = model(new TorchvisionModels(weights, training: true), tensor(x, [Batch, 3, Small, Small]).to(ScalarType.Float64));
        Tensor expected = F.cross_entropy(scores, tensor(labels.Select(label => (long)label).ToArray()));
        expected.backward();

        Close.Check("loss", [(float)expected.item<double>()], [loss], 1e-5);
        foreach (string parameter in OracleNetwork.Trained(subject.Network).Select(parameter => parameter.Name))
            Close.Check($"gradient of {parameter}", weights.Gradient(parameter), subject.Gradient(parameter), 1e-3);
    }
}
