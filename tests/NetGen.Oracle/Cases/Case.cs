using System.Collections.Generic;

namespace NetGen.Oracle.Cases;

/// <summary>A network every target is checked with. <paramref name="Name"/> is the network's, and its class's.</summary>
public sealed record Case(string Name, string Spec)
{
    /// <summary>Numbers of examples for Predict.</summary>
    public IReadOnlyList<int> Examples { get; init; } = [1, 2, 7];

    /// <summary>The trainer's batch size; a smaller batch is tried too.</summary>
    public int BatchSize { get; init; } = 7;

    /// <summary>Among those that are also checked where a run is slow (an emulated processor).</summary>
    public bool Small { get; init; }

    public override string ToString() => Name;
}

/// <summary>Cases that are compiled together.</summary>
public sealed record CaseGroup(string Name, IReadOnlyList<Case> Cases);
