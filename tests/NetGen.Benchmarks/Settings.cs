using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Filters">Parts of names; all must occur.</param>
/// <param name="Quick">To see that it runs.</param>
/// <param name="Threads">Numbers of threads, one table each.</param>
sealed record Settings(IReadOnlyList<string> Filters, bool Quick, IReadOnlyList<int> Threads)
{
    public Effort Effort => Quick ? Effort.Quick : Effort.Full;

    public bool Selects(string name) => Filters.All(filter => name.Contains(filter, StringComparison.OrdinalIgnoreCase));
}
