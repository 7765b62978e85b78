using System;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>What training gave.</summary>
/// <param name="Epochs">The complete epochs.</param>
/// <param name="Stopped">Whether the observer ended the training before its time.</param>
public sealed record FitResult(ImmutableArray<EpochResult> Epochs, bool Stopped)
{
    /// <summary>From where training went on; null where it began at the beginning. <see cref="Epochs"/> has those that ended since.</summary>
    public Resumption? Resumed { get; init; }

    /// <summary>Whether <see cref="EarlyStopping"/> ended the training.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>The epoch that <see cref="EarlyStopping"/> found best, from 1 on; null without it, or before the first. With <see cref="EarlyStopping.RestoreBest"/> the weights
    /// are those of it.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>The files of all cycles that have ended, those before an interruption too; empty without <see cref="FitOptions.Snapshots"/>.</summary>
    public ImmutableArray<string> Snapshots { get; init; } = [];

    /// <summary>The time of all epochs, without evaluations.</summary>
    public TimeSpan Duration => new(Epochs.Sum(epoch => epoch.Duration.Ticks));

    /// <summary>The part of it in which training waited for batches.</summary>
    public TimeSpan WaitedForData => new(Epochs.Sum(epoch => epoch.WaitedForData.Ticks));
}
