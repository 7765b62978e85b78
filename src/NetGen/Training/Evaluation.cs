namespace NetGen;

/// <summary>How well a network does on a data set.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Confusion">The predictions by class; null where the only target is not a label.</param>
public sealed record Evaluation(double Loss, ConfusionMatrix? Confusion)
{
    /// <summary>The share of right predictions, from 0 to 1; null where the only target is not a label.</summary>
    public double? Accuracy => Confusion?.Accuracy;
}
