using System.Collections.Immutable;

namespace NetGen;

/// <summary>What training gave.</summary>
/// <param name="Epochs">The complete epochs.</param>
/// <param name="Stopped">Whether the observer ended the training before its time.</param>
public sealed record FitResult(ImmutableArray<EpochResult> Epochs, bool Stopped);
