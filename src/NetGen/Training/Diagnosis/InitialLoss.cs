using System;

namespace NetGen;

/// <summary>The loss of a network before training, and what guessing would cost.</summary>
/// <param name="Loss">The loss of the initial weights.</param>
/// <param name="Expected">What guessing costs: for softmax cross-entropy the logarithm of the number of classes.</param>
public sealed record InitialLoss(double Loss, double Expected)
{
    private const double Tolerance = 0.5;

    /// <summary>Whether the two are about the same: scores that differ by one or so cost up to half as much again.</summary>
    public bool IsPlausible => Math.Abs(Loss - Expected) <= Tolerance * Expected;
}
