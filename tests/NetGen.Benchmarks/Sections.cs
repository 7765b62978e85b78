using System;
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
        var selected = WorkloadCatalogue.All
            .Select(workload => (Contest: new Lazy<Contest>(() => new Contest(workload)), Workload: workload, Tasks: Task.All.Where(task => settings.Selects($"{workload.Name}, {task.Name}")).ToArray()))
            .Where(s => s.Tasks.Length > 0).ToArray();
        foreach (int threads in settings.Threads)
        {
            ReportTable table = ContestReport.New(threads);
            foreach (var (contest, workload, tasks) in selected)
                foreach (Task task in tasks) ContestReport.Add(table, workload, task, contest.Value.Measure(task, threads, settings.Effort));
            yield return table;
        }

        yield return FootprintReport.Of(selected.Select(s => Footprint.Measure(s.Workload, s.Contest.Value.Description)));
    }

    /// <summary>The share of the FMA peak of each kernel, a table for each target.</summary>
    public static IEnumerable<ReportTable> Kernels(Settings settings) =>
        KernelProfile.MeasureAll(SelectedKernels(settings), settings.Effort, ["--kernels", .. settings.Filters, .. settings.Quick ? ["--quick"] : Array.Empty<string>()])
            .Select(KernelReport.Of);

    public static IReadOnlyList<(Workload Workload, int Batch)> SelectedKernels(Settings settings) =>
        [.. WorkloadCatalogue.Kernels.Where(kernel => settings.Selects($"{kernel.Workload.Name}, batch {kernel.Batch}"))];
}
