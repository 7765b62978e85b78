namespace NetGen.Benchmarks.Workloads;

/// <summary>How many times faster than the best peer a workload is to be on one thread.</summary>
/// <param name="Jobs">The beginning of their names.</param>
sealed record PeerGoal(string Jobs, double AtLeast);

/// <summary>How many times faster than on one thread a workload is to be on two.</summary>
/// <param name="Jobs">The beginning of their names.</param>
sealed record ThreadGoal(string Jobs, double AtLeast);

/// <summary>The share of the FMA peak that a kernel is to reach on one thread.</summary>
/// <param name="Kernel">The beginning of its name.</param>
/// <param name="Target">The instruction set, or null for each.</param>
sealed record PeakGoal(string Layer, string Kernel, double AtLeast, string? Target = null);
