using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;
using NetGen.Tests.Harness;

namespace NetGen.Benchmarks.Kernels;

/// <summary>The kernels' times in this process, which has one target: the best that the machine has, or is said to have.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Peak">Floating-point operations a second of one thread at most, measured.</param>
sealed record KernelProfile(string Target, double Peak, IReadOnlyList<KernelTime> Times)
{
    // Not AVX2 code on a machine with AVX-512, where the JIT uses its 32 registers: a machine with AVX2 has 16.
    static readonly (string Name, string Value) WithoutAvx512 = ("DOTNET_EnableAVX512", "0");

    public static KernelProfile Measure(IEnumerable<(Workload Workload, int Batch)> selected, Effort effort)
    {
        double peak = FmaPeak.Measure();
        KernelTime[] times = [.. selected.SelectMany(s => KernelTimes.Measure(s.Workload, s.Batch, effort))];
        return new KernelProfile(MachineTargets.All[^1].ToString(), double.Max(peak, FmaPeak.Measure()), times);
    }

    /// <summary>That of the best target, and where it is AVX-512 that of AVX2 too, from a process that is told that there is no AVX-512.</summary>
    public static IEnumerable<KernelProfile> MeasureAll(IReadOnlyList<(Workload Workload, int Batch)> selected, Effort effort, IEnumerable<string> arguments)
    {
        yield return Measure(selected, effort);
        if (Vector512.IsHardwareAccelerated) yield return Child.Run<KernelProfile>(arguments, WithoutAvx512);
    }
}
