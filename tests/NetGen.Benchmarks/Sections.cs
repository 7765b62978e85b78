using System.Collections.Generic;
using System.Linq;
using NetGen.Benchmarks.Contenders;
using NetGen.Benchmarks.Footprints;
using NetGen.Benchmarks.Kernels;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Reports;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks;

/// <summary>The parts of the report.</summary>
static class Sections
{
    /// <summary>NetGen beside its peers, a table for each number of threads, and what the networks cost beside time.</summary>
    public static IEnumerable<ReportTable> Comparison(Settings settings)
    {
        var contests = settings.Jobs.Select(jobs => (Contest: new Contest(jobs.Key), Jobs: jobs)).ToArray();
        var alone = new Dictionary<(Workload, Job), double>();
        foreach (int threads in settings.Threads)
        {
            var report = new ContestReport(threads, !settings.Quick);
            foreach (var (contest, jobs) in contests)
            {
                foreach (Job job in jobs)
                {
                    IReadOnlyList<Measurement> measurements = contest.Measure(job, threads, settings.Effort);
                    if (threads == 1) alone[(jobs.Key, job)] = measurements[0].Seconds;
                    report.Add(jobs.Key, job, measurements, alone.TryGetValue((jobs.Key, job), out double seconds) ? seconds : null);
                }
            }

            yield return report.Table;
        }

        yield return FootprintReport.Of(contests.Select(c => Footprint.Measure(c.Jobs.Key, c.Contest.Description)));
    }

    /// <summary>The share of the FMA peak of each kernel, a table for each target.</summary>
    public static IEnumerable<ReportTable> Kernels(Settings settings)
    {
        string[] arguments = [.. settings.Filters, .. settings.Quick ? (string[])["--quick"] : []];
        return KernelProfile.MeasureAll(settings.Kernels, settings.Effort, arguments).Select(profile => KernelReport.Of(profile, !settings.Quick));
    }
}
