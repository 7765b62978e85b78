using System.Collections.Generic;

namespace NetGen.Benchmarks.Workloads;

/// <summary>What is done with a network in one call: a prediction where there is no optimizer, else a training step.</summary>
/// <param name="Name">In the tables.</param>
/// <param name="Batch">Examples of a call.</param>
/// <param name="Optimizer">As the language writes it, or null.</param>
sealed record Job(string Name, int Batch, string? Optimizer)
{
    public static IReadOnlyList<Job> All { get; } =
    [
        new("predict 1", 1, null),
        new("predict 64", 64, null),
        new("train 1, momentum", 1, Momentum),
        new("train 1, Adam", 1, Adam),
        new("train 64, momentum", 64, Momentum),
        new("train 64, Adam", 64, Adam),
    ];

    /// <summary>Of recurrent networks.</summary>
    public static IReadOnlyList<Job> Sequences { get; } = [new("predict 1", 1, null), new("train 32, Adam", 32, Adam)];

    public const string Momentum = "momentum lr=1e-2 rho=0.9";
    public const string Adam = "adam lr=1e-3 eps=1e-8";
}
