using System;
using System.Linq;
using NetGen.Oracle.Zoo;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>A small network of each family against PyTorch: all gradients of the first step, and the loss for twenty.</summary>
public class ZooTrainingTests
{
    const int Batch = 4, Classes = 10, Steps = 20;
    const double Tolerance = 1e-3;

    public static TheoryData<string> Families() => [.. ReducedNetworks.All.Keys];

    [Theory, MemberData(nameof(Families))]
    public void TrainsAsPyTorch(string family)
    {
        BoundNetwork network = ZooSpecs.Bind(ReducedNetworks.All[family]);
        using var subject = new ZooSubject(network, Batch);
        var parameters = new TorchParameters(subject.Parameters, type: ScalarType.Float64);
        var peer = new TorchNetwork(network, parameters);
        using var optimizer = optim.SGD(parameters.Trained, network.Training!.OptimizerArguments.Float("lr"), momentum: network.Training.OptimizerArguments.Double("rho"));
        var random = new Random(4);
        for (int step = 1; step <= Steps; step++)
        {
            using IDisposable scope = NewDisposeScope();
            int[] labels = [.. Enumerable.Range(0, Batch).Select(_ => random.Next(Classes))];
            float[] images = Close.Random(random, Batch * 3 * 32 * 32);
            float loss = subject.Net.Backward([images, labels]);

            optimizer.zero_grad();
            peer.Forward(tensor(images, [Batch, 3, 32, 32]).to(ScalarType.Float64));
            Tensor wanted = tensor(labels.Select(l => (long)l).ToArray());
            Tensor expected = network.Training.Losses.Select(l => l.Weight * F.cross_entropy(peer.Value(l.Prediction), wanted)).Aggregate((a, b) => a + b);
            expected.backward();
            Close.Check($"loss of step {step}", [(float)expected.item<double>()], [loss], Tolerance);
            if (step == 1) CheckGradients(subject, parameters);
            optimizer.step();
            subject.Net.Update();
        }
        foreach (var state in network.Layers.SelectMany(l => l.Parameters).Where(p => p.IsState)) Close.Check(state.Name, parameters.Value(state.Name), Read(subject.Net.GetParameter, state.Name, state.Shape.Size), 1e-2);
    }

    static void CheckGradients(ZooSubject subject, TorchParameters parameters)
    {
        foreach (var parameter in subject.Network.Layers.SelectMany(l => l.Parameters).Where(p => !p.IsState))
            Close.Check($"gradient of {parameter.Name}", parameters.Gradient(parameter.Name), Read(subject.Net.GetGradient, parameter.Name, parameter.Shape.Size), Tolerance);
    }

    static float[] Read(Action<string, float[]> read, string name, long size)
    {
        var values = new float[size];
        read(name, values);
        return values;
    }
}
