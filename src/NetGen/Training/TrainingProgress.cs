using System;

namespace NetGen;

/// <summary>Where training stands after a batch.</summary>
public readonly record struct TrainingProgress
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The epochs of this training.</summary>
    public required int Epochs { get; init; }

    /// <summary>The batch within the epoch, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>The batches of an epoch.</summary>
    public required int Batches { get; init; }

    /// <summary>The mean loss of the batch.</summary>
    public required float Loss { get; init; }

    /// <summary>The mean loss of all examples of the epoch so far.</summary>
    public required double RunningLoss { get; init; }

    /// <summary>The learning rate of the batch.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Examples per second, over the epoch so far.</summary>
    public required double ExamplesPerSecond { get; init; }

    /// <summary>The time that the other batches of this training will take at this speed, without evaluations; <see cref="TimeSpan.MaxValue"/> if it is longer than that.</summary>
    public required TimeSpan TimeLeft { get; init; }
}
