using System;
using System.Linq;
using NetGen.Oracle.Zoo;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>The zoo's networks after torchvision against the definitions there, which do not come from the zoo's files as the models for ONNX Runtime do: at full size, on random weights.</summary>
public class TorchvisionForwardTests
{
    const int Size = 224, Classes = 1000;

    [Theory]
    [InlineData("AlexNet"), InlineData("Vgg11"), InlineData("Vgg16"), InlineData("ResNet18"), InlineData("ResNet50"), InlineData("GoogLeNet"), InlineData("DenseNet121")]
    public void PredictsAsTorchvisionsModel(string name)
    {
        using var subject = new ZooSubject(ZooSpecs.Networks[name] with { Training = null }, batchSize: 1);
        float[] x = Close.Random(new Random(3), 3 * Size * Size), y = new float[Classes];
        subject.Net.Predict([x], [y]);

        using IDisposable scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        using var weights = new TorchParameters(subject.Parameters, type: ScalarType.Float64);
        Tensor expected = new TorchvisionModels(weights).Forward(name, tensor(x, [1, 3, Size, Size]).to(ScalarType.Float64));
        Close.Check(name, [.. expected.to(ScalarType.Float32).data<float>()], y, 1e-4);
    }

    /// <summary>The gradients of ResNet-18 as torchvision defines it; those of the other families are compared on reduced networks.</summary>
    [Fact]
    public void HasTheGradientsOfTorchvisionsModel()
    {
        const int Batch = 2;
        BoundNetwork network = ZooSpecs.Networks["ResNet18"];
        using var subject = new ZooSubject(network, Batch);
        float[] x = Close.Random(new Random(3), Batch * 3 * Size * Size);
        int[] labels = [7, 900];
        float loss = subject.Net.Backward([x, labels]);

        using IDisposable scope = NewDisposeScope();
        using var weights = new TorchParameters(subject.Parameters, type: ScalarType.Float64);
        Tensor scores = new TorchvisionModels(weights, training: true).Forward("ResNet18", tensor(x, [Batch, 3, Size, Size]).to(ScalarType.Float64));
        Tensor expected = F.cross_entropy(scores, tensor(labels.Select(label => (long)label).ToArray()));
        expected.backward();

        Close.Check("loss", [(float)expected.item<double>()], [loss], 1e-4);
        Assert.NotEmpty(weights.Trained);
        foreach (var parameter in network.Layers.SelectMany(layer => layer.Parameters).Where(parameter => !parameter.IsState))
            Close.Check(parameter.Name, weights.Gradient(parameter.Name), subject.Gradient(parameter.Name), 1e-3);
    }
}
