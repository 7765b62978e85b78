namespace NetGen;

/// <summary>How well a network does on a data set.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Confusion">The predictions of the first output by class; null where no loss compares that output with class labels.</param>
public sealed record Evaluation(double Loss, ConfusionMatrix? Confusion)
{
    /// <summary>The share of right predictions, from 0 to 1; null where no loss compares the first output with class labels.</summary>
    public double? Accuracy => Confusion?.Accuracy;
}
