using System.Collections.Generic;
using System.Linq;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks.Reports;

/// <summary>The table of NetGen and its peers: microseconds of a call, and how many times faster NetGen is than the best of the others.</summary>
static class ContestReport
{
    static readonly string[] Peers = ["ONNX Runtime", "TorchSharp"];

    public static ReportTable New(int threads) => new(
        threads == 1 ? "One thread: µs a call" : $"{threads} threads: µs a call", 2,
        ["workload", "task", "NetGen", .. Peers, "to best peer", .. Peers.Prepend("NetGen").Select(name => name + " bytes")]);

    public static void Add(ReportTable table, Workload workload, Task task, IReadOnlyList<Measurement> measurements)
    {
        Measurement own = measurements[0];
        double best = measurements.Skip(1).Min(m => m.Seconds);
        Measurement?[] peers = [.. Peers.Select(name => measurements.FirstOrDefault(m => m.Contender == name))];
        table.Rows.Add(
        [
            workload.Name, task.Name, Numbers.Microseconds(own.Seconds),
            .. peers.Select(m => m is null ? "–" : Numbers.Microseconds(m.Seconds)),
            Numbers.Ratio(best / own.Seconds),
            .. peers.Prepend(own).Select(m => m is null ? "–" : Numbers.Count(m.AllocatedBytes)),
        ]);
    }
}
