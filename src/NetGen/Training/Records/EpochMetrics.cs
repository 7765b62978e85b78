namespace NetGen;

/// <summary>A row of a run's <c>metrics.csv</c>: what an epoch gave.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">The updates done until its end.</param>
/// <param name="Loss">The mean loss of the training examples, each measured at its own step.</param>
/// <param name="ValidationLoss">The mean loss of the validation examples; null without any.</param>
/// <param name="ValidationAccuracy">The share of validation examples whose class is right; null where none are classified.</param>
/// <param name="LearningRate">The learning rate of its last batch.</param>
/// <param name="Seconds">The time of the epoch, without the evaluation.</param>
/// <param name="SecondsWaited">The part of it in which training waited for batches.</param>
/// <param name="ExamplesPerSecond">Examples per second.</param>
/// <param name="AverageLoss">The validation loss of the <see cref="Trainer.Average"/>; null without one.</param>
/// <param name="AverageAccuracy">Its accuracy; null without an average, or where nothing is classified.</param>
public sealed record EpochMetrics(
    int Epoch, long Step, double Loss, double? ValidationLoss, double? ValidationAccuracy, double LearningRate, double Seconds, double SecondsWaited, double ExamplesPerSecond,
    double? AverageLoss = null, double? AverageAccuracy = null);
