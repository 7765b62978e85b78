using System.Collections.Generic;
using System.Linq;
using NetGen.Benchmarks.Contenders;
using NetGen.Benchmarks.Footprints;
using NetGen.Benchmarks.Kernels;
using NetGen.Benchmarks.Reports;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks;

/// <summary>The parts of the report.</summary>
static class Sections
{
    /// <summary>NetGen beside its peers, a table for each number of threads, and what the networks cost beside time.</summary>
    public static IEnumerable<ReportTable> Comparison(Settings settings)
    {
        var contests = settings.Tasks.Select(tasks => (Contest: new Contest(tasks.Key), Tasks: tasks)).ToArray();
        foreach (int threads in settings.Threads)
        {
            ReportTable table = ContestReport.New(threads);
            foreach (var (contest, tasks) in contests)
                foreach (Task task in tasks) ContestReport.Add(table, tasks.Key, task, contest.Measure(task, threads, settings.Effort));
            yield return table;
        }

        yield return FootprintReport.Of(contests.Select(c => Footprint.Measure(c.Tasks.Key, c.Contest.Description)));
    }

    /// <summary>The share of the FMA peak of each kernel, a table for each target.</summary>
    public static IEnumerable<ReportTable> Kernels(Settings settings)
    {
        string[] arguments = [.. settings.Filters, .. settings.Quick ? (string[])["--quick"] : []];
        return KernelProfile.MeasureAll(settings.Kernels, settings.Effort, arguments).Select(KernelReport.Of);
    }
}
