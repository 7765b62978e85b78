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

/// <summary>NetGen and its peers on the jobs of one workload.</summary>
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
        networks = new() { [Job.Adam] = workload.Bind("WithAdam", Job.Adam) };
        if (workload.Jobs.Any(j => j.Optimizer == Job.Momentum)) networks[Job.Momentum] = workload.Bind("WithMomentum", Job.Momentum);
        factory = GeneratedAssembly.Compile([.. networks.Values], MachineTargets.All[^1]);
    }

    /// <summary>What the generated class says of itself.</summary>
    public NetworkDescription Description
    {
        get
        {
            BoundNetwork network = networks[Job.Adam];
            Type type = factory.Method.Module.Assembly.GetType($"{network.Namespace}.{network.Name}", throwOnError: true)!;
            return (NetworkDescription)type.GetProperty("Description")!.GetValue(null)!;
        }
    }

    /// <summary>What each contender needs for a job, NetGen first; of a contender in two forms the faster.</summary>
    /// <exception cref="InvalidOperationException">The contenders do not agree on the result.</exception>
    public IReadOnlyList<Measurement> Measure(Job job, int threads, Effort effort)
    {
        TorchLibrary.SetThreads(threads);
        BoundNetwork network = networks[job.Optimizer ?? Job.Adam];
        var examples = new Examples(network, job.Batch);
        INetworkUnderTest net = factory(network.Name, 1, threads, job.Batch);
        IReadOnlyList<PeerParameter> parameters = PeerParameter.ReadAll(network, net.GetParameter);
        // Which of PyTorch's memory formats is faster depends on the network and the batch, and a careful user would try.
        bool[] formats = examples.InputShape.Length == 4 ? [false, true] : [false];
        IContender[] contenders = job.Optimizer is null
            ? [new NetGenPrediction(net, examples), new OnnxContender(OnnxModel.Build(network, parameters, job.Batch), examples, threads), .. formats.Select(Torch)]
            : [new NetGenTraining(net, examples), .. formats.Select(Torch)];
        try
        {
            Agreement.Check($"{workload.Name}, {job.Name}", contenders, parameters);
            foreach (ITraining training in contenders.OfType<ITraining>()) training.LearningRate = RateWhileMeasured;
            return [.. Interleaved.Measure(contenders, effort).GroupBy(m => m.Contender).Select(forms => forms.MinBy(m => m.Seconds)!)];
        }
        finally
        {
            foreach (IContender contender in contenders) contender.Dispose();
        }

        IContender Torch(bool channelsLast)
        {
            var given = new TorchParameters(parameters, channelsLast);
            return job.Optimizer is null ? new TorchPrediction(network, given, examples, channelsLast) : new TorchTraining(network, given, examples, channelsLast);
        }
    }
}
