using System.Linq;
using NetGen.Benchmarks.Kernels;

namespace NetGen.Benchmarks.Reports;

/// <summary>The table of one target's kernels: all that matter to the time of their program, and the share of the FMA peak of those that are sums of products.</summary>
static class KernelReport
{
    const double SmallestPart = 0.01;

    public static ReportTable Of(KernelProfile profile)
    {
        var table = new ReportTable(
            $"Kernels for {profile.Target}, one thread; FMA peak {Numbers.GigaFlops(profile.Peak)} GFLOP/s", 4,
            ["network", "program", "layer", "kernel", "µs", "part of program", "GFLOP/s", "of the peak", "fastest run"]);
        foreach (var program in profile.Times.GroupBy(time => (time.Workload, time.Batch, time.Program)))
        {
            double total = program.Sum(time => time.Seconds);
            foreach (KernelTime time in program.Where(t => t.Seconds > 0 && (t.Flops > 0 || t.Seconds >= SmallestPart * total)))
            {
                string Share(double seconds) => time.Flops > 0 ? Numbers.Share(time.Flops / seconds / profile.Peak) : "";
                table.Rows.Add(
                [
                    $"{time.Workload}, batch {time.Batch}", time.Program, time.Layer, time.Kernel,
                    Numbers.Microseconds(time.Seconds), Numbers.Share(time.Seconds / total),
                    time.Flops > 0 ? Numbers.GigaFlops(time.Flops / time.Seconds) : "", Share(time.Seconds), Share(time.Fastest),
                ]);
            }
        }

        return table;
    }
}
