using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using NetGen.Benchmarks.Contenders;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;
using NetGen.Oracle.Checks;
using NetGen.Tests.Harness;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Benchmarks.Kernels;

/// <summary>The time of a layer's kernels of one label in one run of a program.</summary>
/// <param name="Seconds">The median of all runs.</param>
/// <param name="Fastest">The seconds of the fastest run: on a machine that does other things as well, what the code can do.</param>
/// <param name="Flops">Floating-point operations of a dense layer, a convolution or one of their gradients; 0 for other kernels.</param>
sealed record KernelTime(string Workload, int Batch, string Program, string Layer, string Kernel, double Seconds, double Fastest, double Flops);

/// <summary>Measures every kernel of a network in its place in the programs, on one thread.</summary>
static class KernelTimes
{
    const string ClassName = "Profiled";
    const int FewestPasses = 3;

    static readonly string[] Contractions = ["conv", "dense", "data_gradient", "weight_gradient"];

    public static IReadOnlyList<KernelTime> Measure(Workload workload, int batch, Effort effort)
    {
        BoundNetwork network = workload.Bind(ClassName, Job.Momentum);
        var (files, calls) = ProfiledSource.Of(CaseSources.Generate([network], MachineTargets.All[^1]));
        Assembly assembly = GeneratedAssembly.Load(files);
        FieldInfo clock = assembly.GetType(ProfiledSource.ClockType, throwOnError: true)!.GetField(ProfiledSource.ClockField)!;
        using var net = assembly.GetType(AdapterSource.RegistryType, throwOnError: true)!.GetMethod("Create")!.CreateDelegate<NetworkFactory>()(ClassName, 1, 1, batch);
        var examples = new Examples(network, batch);
        float[][] outputs = [examples.NewOutputs()];
        net.LearningRate = 0;
        Repeat(Pass, effort.WarmUp);

        // A prediction runs its program once for every part of the batch, so a step may have several calls in a pass.
        long[] pass = new long[calls.Count];
        List<double>[] passes = [.. calls.Select(_ => new List<double>())];
        clock.SetValue(null, (Action<int, long>)((call, ticks) => pass[call] += ticks));
        Repeat(
            () =>
            {
                Array.Clear(pass);
                Pass();
                for (int call = 0; call < pass.Length; call++) passes[call].Add(pass[call] / (double)Stopwatch.Frequency);
            },
            effort.Rounds * effort.Turn);

        return
        [
            .. calls.Index().GroupBy(call => (call.Item.Program, call.Item.Layer, call.Item.Kernel)).Select(group => new KernelTime(
                workload.Name, batch, group.Key.Program, group.Key.Layer, group.Key.Kernel,
                group.Sum(call => Interleaved.Median([.. passes[call.Index]])), group.Sum(call => passes[call.Index].Min()),
                Flops(network, group.Key.Layer, group.Key.Kernel, batch))),
        ];

        void Pass()
        {
            net.Predict([examples.Inputs], outputs);
            net.Step([examples.Inputs, examples.Labels]);
        }
    }

    static void Repeat(Action pass, double milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        for (int count = 0; count < FewestPasses || Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds; count++) pass();
    }

    static double Flops(BoundNetwork network, string layer, string kernel, int batch) =>
        Contractions.Any(name => kernel == name || kernel.StartsWith(name + "_", StringComparison.Ordinal))
            ? 2.0 * batch * network.Layers.Single(l => l.Path.Replace('.', '_') == layer.Replace('.', '_')).MultiplyAdds
            : 0;
}
