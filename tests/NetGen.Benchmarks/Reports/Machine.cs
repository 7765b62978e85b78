using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Reports;

/// <summary>What the figures were measured on, in one line.</summary>
static class Machine
{
    const string Info = "/proc/cpuinfo";

    public static string Describe()
    {
        string peaks = $"{Numbers.GigaFlops(FmaPeak.Measure256())} GFLOP/s with 256-bit vectors";
        if (Vector512.IsHardwareAccelerated) peaks += $", {Numbers.GigaFlops(FmaPeak.Measure512())} with 512-bit";
        return $"{Name()}, {Environment.ProcessorCount} logical processors; {RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}. "
            + $"FMA peak of one thread, measured: {peaks}.";
    }

    static string Name() => !File.Exists(Info) ? RuntimeInformation.ProcessArchitecture.ToString() : string.Join(", ",
        new[] { "model name", "cpu family", "model\t" }
            .Select(key => File.ReadLines(Info).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)))
            .OfType<string>()
            .Select(line => line[(line.IndexOf(':') + 1)..].Trim())
            .Zip(["", "family ", "model "], (value, prefix) => prefix + value));
}
