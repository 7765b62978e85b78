using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Oracle;
using NetGen.Oracle.Layers;
using NetGen.Oracle.Zoo;
using NetGen.Peers.Torch;
using Xunit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>
/// A small network of each family against PyTorch: all gradients of the first step, and the loss for twenty, of which each multiplies what rounding leaves; Winograd's algorithm
/// leaves some ten times as much as direct sums, and is followed for eight. Where paths are dropped both drop the same.
/// </summary>
public class ZooTrainingTests
{
    const int Batch = 4, Classes = 10, Steps = 20, WinogradSteps = 8;
    const double Tolerance = 1e-3;

    public static TheoryData<string, bool> Families()
    {
        var families = new TheoryData<string, bool>();
        foreach (string family in ReducedNetworks.All.Keys)
        {
            families.Add(family, false);
            families.Add(family, true);
        }
        return families;
    }

    [Theory, MemberData(nameof(Families))]
    public void TrainsAsPyTorch(string family, bool winograd)
    {
        BoundNetwork network = ZooSpecs.Bind(ReducedNetworks.All[family]) with { Winograd = winograd };
        using var subject = new ZooSubject(network, Batch);
        var parameters = new TorchParameters(subject.Parameters, type: ScalarType.Float64);
        int step = 0;
        var peer = new TorchNetwork(network, parameters, joinShares: Shares);
        using var optimizer = optim.SGD(parameters.Trained, network.Training!.OptimizerArguments.Float("lr"), momentum: network.Training.OptimizerArguments.Double("rho"));
        var random = new Random(4);
        for (step = 1; step <= (winograd ? WinogradSteps : Steps); step++)
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
        foreach (var state in network.Layers.SelectMany(l => l.Parameters).Where(p => p.IsState))
            Close.Check(state.Name, parameters.Value(state.Name), subject.Parameter(state.Name), 1e-2);

        // The paths that are dropped, by their definition.
        double[] Shares(BoundLayer join)
        {
            int site = OracleNetwork.FirstSites(network)[network.Layers.ToList().IndexOf(join)];
            return JoinOracle.Shares(join.Arguments, join.Inputs.Count, new LayerRun(0, Batch, new OracleRandom(Subject.Seed, step - 1), site, new Dictionary<string, double[]>()));
        }
    }

    static void CheckGradients(ZooSubject subject, TorchParameters parameters)
    {
        foreach (var parameter in subject.Network.Layers.SelectMany(l => l.Parameters).Where(p => !p.IsState))
            Close.Check($"gradient of {parameter.Name}", parameters.Gradient(parameter.Name), subject.Gradient(parameter.Name), Tolerance);
    }
}
