namespace NetGen;

/// <summary>What training on a few examples alone gave.</summary>
/// <param name="Before">The loss before.</param>
/// <param name="After">The loss afterwards; not a number where training diverged.</param>
/// <param name="Accuracy">The share of them that is then predicted right; null where the targets are no classes.</param>
/// <param name="Learned">Whether they were learned by heart: all are right, or the loss is a tenth of what it was.</param>
public sealed record OverfitResult(double Before, double After, double? Accuracy, bool Learned);
