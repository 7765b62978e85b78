namespace NetGen;

/// <summary>A row of a run's <c>steps.csv</c>: where training stood after a batch.</summary>
/// <param name="Step">The updates done so far.</param>
/// <param name="Epoch">The epochs done so far, with their part of the last.</param>
/// <param name="Loss">The mean loss of the batches since the row before.</param>
/// <param name="LearningRate">The learning rate of the batch.</param>
public sealed record StepMetrics(long Step, double Epoch, double Loss, double LearningRate);
