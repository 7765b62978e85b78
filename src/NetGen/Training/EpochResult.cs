using System;

namespace NetGen;

/// <summary>What an epoch of training gave.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">The epochs of this training.</param>
/// <param name="Loss">The mean loss of the training examples, each measured at its own step.</param>
/// <param name="Duration">The time of the epoch, without the evaluation.</param>
/// <param name="ExamplesPerSecond">Examples per second.</param>
/// <param name="Validation">The evaluation after the epoch; null without validation examples.</param>
public sealed record EpochResult(
    int Epoch, int Epochs, double Loss, TimeSpan Duration, double ExamplesPerSecond, Evaluation? Validation)
{
    /// <summary>The part of <see cref="Duration"/> in which training waited for batches.</summary>
    public TimeSpan WaitedForData { get; init; }

    /// <summary>The evaluation of the <see cref="Trainer.Average"/> of the weights; null without validation examples or an average.</summary>
    public Evaluation? AverageValidation { get; init; }
}
