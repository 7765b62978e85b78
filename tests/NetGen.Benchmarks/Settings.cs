using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;

namespace NetGen.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Filters">Parts of names; all must occur.</param>
/// <param name="Quick">To see that it runs.</param>
/// <param name="Threads">Numbers of threads, one table each.</param>
sealed record Settings(IReadOnlyList<string> Filters, bool Quick, IReadOnlyList<int> Threads)
{
    public Effort Effort => Quick ? Effort.Quick : Effort.Full;

    /// <summary>What to compare, by workload.</summary>
    public IReadOnlyList<IGrouping<Workload, Job>> Jobs =>
        [.. WorkloadCatalogue.Jobs.Where(j => Selects(Name(j))).GroupBy(j => j.Workload, j => j.Job)];

    /// <summary>The networks whose kernels are to be measured, and the batches.</summary>
    public IReadOnlyList<(Workload Workload, int Batch)> Kernels => [.. WorkloadCatalogue.Kernels.Where(k => Selects(Name(k)))];

    /// <summary>The names that filters choose from.</summary>
    public static IEnumerable<string> Names(bool jobs) => jobs ? WorkloadCatalogue.Jobs.Select(Name) : WorkloadCatalogue.Kernels.Select(Name);

    bool Selects(string name) => Filters.All(filter => name.Contains(filter, StringComparison.OrdinalIgnoreCase));

    static string Name((Workload Workload, Job Job) job) => $"{job.Workload.Name} {job.Job.Name}";

    static string Name((Workload Workload, int Batch) kernels) => $"{kernels.Workload.Name} batch {kernels.Batch}";
}
