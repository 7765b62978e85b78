using System.Collections.Generic;
using NetGen.Oracle.Cases;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Benchmarks.Workloads;

/// <summary>A network to measure: its name in the tables, and its layers in the language. The peers' models are made from the same layers.</summary>
sealed record Workload(string Name, string Layers)
{
    /// <summary>Blocks that the layers use.</summary>
    public string Blocks { get; init; } = "";

    /// <summary>What is done with it.</summary>
    public IReadOnlyList<Job> Jobs { get; init; } = Job.All;

    /// <summary>Examples of the calls whose kernels are timed.</summary>
    public int KernelBatch { get; init; } = 64;

    public IReadOnlyList<PeerGoal> PeerGoals { get; init; } = [];

    public IReadOnlyList<ThreadGoal> ThreadGoals { get; init; } = [];

    public IReadOnlyList<PeakGoal> PeakGoals { get; init; } = [];

    /// <summary>The network as a file, with a classifier's loss.</summary>
    /// <param name="className">Of the generated class.</param>
    /// <param name="optimizer">As the language writes it.</param>
    public string Text(string className, string optimizer) => $"""
        network {className}
        {Layers}

        train
          loss softmax-cross-entropy
          optimizer {optimizer}

        {Blocks}

        """;

    public BoundNetwork Bind(string className, string optimizer) => SpecBinder.Bind(Text(className, optimizer));
}
