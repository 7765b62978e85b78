using System;
using System.Linq;
using NetGen.Benchmarks.Kernels;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks.Reports;

/// <summary>The table of one target's kernels: all that matter to the time of their program, and the share of the FMA peak of those that are sums of products.</summary>
static class KernelReport
{
    const double SmallestPart = 0.01;

    /// <param name="judged">Whether it is said what was reached: not of quick runs.</param>
    public static ReportTable Of(KernelProfile profile, bool judged)
    {
        var table = new ReportTable(
            $"Kernels for {profile.Target}, one thread; FMA peak {Numbers.GigaFlops(profile.Peak)} GFLOP/s", 4,
            ["network", "program", "layer", "kernel", "µs", "part of program", "GFLOP/s", "of the peak", "asked", "reached", "fastest run"]);
        foreach (var program in profile.Times.GroupBy(time => (time.Workload, time.Batch, time.Program)))
        {
            double total = program.Sum(time => time.Seconds);
            foreach (KernelTime time in program.Where(t => t.Seconds > 0 && (t.Flops > 0 || t.Seconds >= SmallestPart * total)))
            {
                double? asked = judged ? Asked(profile.Target, time) : null;
                string Share(double seconds) => time.Flops > 0 ? Numbers.Share(time.Flops / seconds / profile.Peak) : "";
                table.Rows.Add(
                [
                    $"{time.Workload}, batch {time.Batch}", time.Program, time.Layer, time.Kernel,
                    Numbers.Microseconds(time.Seconds), Numbers.Share(time.Seconds / total),
                    time.Flops > 0 ? Numbers.GigaFlops(time.Flops / time.Seconds) : "", Share(time.Seconds),
                    asked is null ? "" : Numbers.Share(asked.Value), Numbers.Reached(time.Flops / time.Seconds / profile.Peak, asked), Share(time.Fastest),
                ]);
            }
        }

        return table;
    }

    static double? Asked(string target, KernelTime time) => WorkloadCatalogue.Kernels.First(k => k.Workload.Name == time.Workload).Workload.PeakGoals
        .Where(goal => goal.Layer == time.Layer && time.Kernel.StartsWith(goal.Kernel, StringComparison.Ordinal) && (goal.Target is null || goal.Target == target))
        .Select(goal => (double?)goal.AtLeast).FirstOrDefault();
}
