using System.Collections.Generic;
using System.Linq;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks.Reports;

/// <summary>The table of NetGen and its peers for a number of threads: microseconds of a call, how many times faster NetGen is than the best of the others and than itself on one
/// thread, and what is asked of that.</summary>
/// <param name="judged">Whether it is said what was reached: not of quick runs.</param>
sealed class ContestReport(int threads, bool judged)
{
    static readonly string[] Peers = ["ONNX Runtime", "TorchSharp"];

    public ReportTable Table { get; } = new(
        threads == 1 ? "One thread: µs a call" : $"{threads} threads: µs a call", 2,
        [
            "workload", "task", "NetGen", .. Peers, "to best peer", .. threads == 1 ? (string[])[] : ["to one thread"], "asked", "reached",
            .. Peers.Prepend("NetGen").Select(name => name + " bytes"),
        ]);

    /// <param name="alone">NetGen's seconds on one thread, where they were measured.</param>
    public void Add(Workload workload, Job job, IReadOnlyList<Measurement> measurements, double? alone)
    {
        Measurement own = measurements[0];
        double toPeer = measurements.Skip(1).Min(m => m.Seconds) / own.Seconds;
        double? toAlone = alone / own.Seconds;
        Measurement?[] peers = [.. Peers.Select(name => measurements.FirstOrDefault(m => m.Contender == name))];
        (double? asked, double? got) = threads == 1 ? (Asked(workload, job), toPeer) : (AskedOfThreads(workload, job), toAlone);
        Table.Rows.Add(
        [
            workload.Name, job.Name, Numbers.Microseconds(own.Seconds),
            .. peers.Select(m => m is null ? "–" : Numbers.Microseconds(m.Seconds)),
            Numbers.Ratio(toPeer), .. threads == 1 ? (string[])[] : [toAlone is null ? "–" : Numbers.Ratio(toAlone.Value)],
            asked is null ? "" : Numbers.Ratio(asked.Value), Numbers.Reached(got, asked),
            .. peers.Prepend(own).Select(m => m is null ? "–" : Numbers.Count(m.AllocatedBytes) + (m == own && m.AllocatedBytes > 0 ? " (asked: 0)" : "")),
        ]);
    }

    double? Asked(Workload workload, Job job) => !judged ? null :
        workload.PeerGoals.Where(goal => job.Name.StartsWith(goal.Jobs, System.StringComparison.Ordinal)).Select(goal => (double?)goal.AtLeast).FirstOrDefault();

    double? AskedOfThreads(Workload workload, Job job) => threads != 2 || !judged ? null :
        workload.ThreadGoals.Where(goal => job.Name.StartsWith(goal.Jobs, System.StringComparison.Ordinal)).Select(goal => (double?)goal.AtLeast).FirstOrDefault();
}
