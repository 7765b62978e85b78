using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;
using NetGen.Oracle.Checks;
using NetGen.Peers;
using NetGen.Peers.Onnx;
using NetGen.Peers.Torch;
using NetGen.Tests.Harness;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Benchmarks.Contenders;

/// <summary>NetGen and its peers on the tasks of one workload.</summary>
sealed class Contest
{
    // After the comparison the weights stay where they are: a network that has learned all has gradients of denormal numbers, which take their own time.
    const double RateWhileMeasured = 1e-9;

    readonly Workload workload;
    readonly Dictionary<string, BoundNetwork> networks;
    readonly NetworkFactory factory;

    public Contest(Workload workload)
    {
        this.workload = workload;
        networks = new() { [Task.Momentum] = workload.Bind("WithMomentum", Task.Momentum), [Task.Adam] = workload.Bind("WithAdam", Task.Adam) };
        factory = GeneratedAssembly.Compile([.. networks.Values], MachineTargets.All[^1]);
    }

    /// <summary>What each contender needs for a task, NetGen first.</summary>
    /// <exception cref="InvalidOperationException">The contenders do not agree on the result.</exception>
    public IReadOnlyList<Measurement> Measure(Task task, int threads, Effort effort)
    {
        TorchLibrary.SetThreads(threads);
        BoundNetwork network = networks[task.Optimizer ?? Task.Adam];
        var examples = new Examples(network, task.Batch);
        INetworkUnderTest net = factory(network.Name, 1, threads, task.Batch);
        IReadOnlyList<PeerParameter> parameters = PeerParameter.ReadAll(network, net.GetParameter);
        var torch = new TorchParameters(parameters);
        IContender[] contenders = task.Optimizer is null
            ?
            [
                new NetGenPrediction(net, examples),
                new OnnxContender(OnnxModel.Build(network, parameters, task.Batch), examples, threads),
                new TorchPrediction(network, torch, examples),
            ]
            : [new NetGenTraining(net, examples), new TorchTraining(network, torch, examples)];
        try
        {
            Agreement.Check($"{workload.Name}, {task.Name}", contenders);
            foreach (ITraining training in contenders.OfType<ITraining>()) training.LearningRate = RateWhileMeasured;
            return Interleaved.Measure(contenders, effort);
        }
        finally
        {
            foreach (IContender contender in contenders) contender.Dispose();
        }
    }
}
