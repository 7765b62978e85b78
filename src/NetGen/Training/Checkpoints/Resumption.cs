using System.Collections.Immutable;

namespace NetGen;

/// <summary>From where training went on.</summary>
/// <param name="File">The checkpoint.</param>
/// <param name="Step">The updates that were done before.</param>
/// <param name="Damaged">What is wrong with newer checkpoints, which could not be used; each text begins with the file. They are now called <c>….damaged</c>.</param>
public sealed record Resumption(string File, long Step, ImmutableArray<string> Damaged)
{
    /// <summary>The file and the step, and what is damaged.</summary>
    public override string ToString() => $"resumed from {File}, step {Step}{(Damaged.IsEmpty ? "" : $"; damaged: {string.Join("; ", Damaged)}")}";
}
