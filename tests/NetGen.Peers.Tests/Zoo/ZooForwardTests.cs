using System;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetGen.Oracle.Zoo;
using NetGen.Peers.Onnx;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>Every network of the zoo predicts what ONNX Runtime does, at its full size and on random weights.</summary>
public class ZooForwardTests
{
    const double Tolerance = 1e-4;

    /// <summary>All but those with fractional max pooling, which ONNX does not have.</summary>
    public static TheoryData<string> Names() =>
        [.. ZooSpecs.Networks.Values.Where(n => n.Layers.All(l => l.Layer.Signature.Keyword != "fractionalmaxpool")).Select(n => n.Name).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void PredictsAsOnnxRuntime(string name)
    {
        BoundNetwork network = ZooSpecs.Networks[name] with { Training = null };
        using var subject = new ZooSubject(network, batchSize: 1, trained: true);
        var (input, output) = (network.Values[network.Inputs[0]], network.Values[network.Outputs[0]]);
        float[] x = Close.Random(new Random(3), (int)input.Shape.Size), y = new float[output.Shape.Size];
        subject.Net.Predict([x], [y]);

        using var options = new SessionOptions { IntraOpNumThreads = 2 };
        using var session = new InferenceSession(OnnxModel.Build(network, subject.Parameters, 1), options);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<float>(x, [1, .. input.Shape.Dims]))]);
        float[] expected = [.. results.First(r => r.Name == output.Name).AsEnumerable<float>()];
        Assert.All(expected, value => Assert.True(float.IsFinite(value)));
        Close.Check(name, expected, y, Tolerance);
    }
}
