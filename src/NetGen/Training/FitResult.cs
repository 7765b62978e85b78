using System.Collections.Immutable;

namespace NetGen;

/// <summary>What training gave.</summary>
/// <param name="Epochs">The complete epochs.</param>
/// <param name="Stopped">Whether the observer ended the training before its time.</param>
public sealed record FitResult(ImmutableArray<EpochResult> Epochs, bool Stopped)
{
    /// <summary>From where training went on; null where it began at the beginning. <see cref="Epochs"/> has those that ended since.</summary>
    public Resumption? Resumed { get; init; }
}
