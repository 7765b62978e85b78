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

    /// <summary>What the generated class says of itself.</summary>
    public NetworkDescription Description
    {
        get
        {
            BoundNetwork network = networks[Task.Adam];
            Type type = factory.Method.Module.Assembly.GetType($"{network.Namespace}.{network.Name}", throwOnError: true)!;
            return (NetworkDescription)type.GetProperty("Description")!.GetValue(null)!;
        }
    }

    /// <summary>What each contender needs for a task, NetGen first.</summary>
    /// <exception cref="InvalidOperationException">The contenders do not agree on the result.</exception>
    public IReadOnlyList<Measurement> Measure(Task task, int threads, Effort effort)
    {
        TorchLibrary.SetThreads(threads);
        IContender[] contenders = Contenders(task, threads, effort.Trials);
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

    IContender[] Contenders(Task task, int threads, int trials)
    {
        BoundNetwork network = networks[task.Optimizer ?? Task.Adam];
        var examples = new Examples(network, task.Batch);
        INetworkUnderTest net = factory(network.Name, 1, threads, task.Batch);
        IReadOnlyList<PeerParameter> parameters = PeerParameter.ReadAll(network, net.GetParameter);
        bool channelsLast = examples.InputShape.Length == 4 && trials > 0 && TorchFormats.IsLastFaster(Torch, trials);
        return task.Optimizer is null
            ? [new NetGenPrediction(net, examples), new OnnxContender(OnnxModel.Build(network, parameters, task.Batch), examples, threads), Torch(channelsLast)]
            : [new NetGenTraining(net, examples), Torch(channelsLast)];

        IContender Torch(bool last)
        {
            var given = new TorchParameters(parameters, last);
            return task.Optimizer is null ? new TorchPrediction(network, given, examples, last) : new TorchTraining(network, given, examples, last);
        }
    }
}
