using System;
using System.Globalization;

namespace NetGen;

/// <summary>Lets the learning rate fall by the same factor in each epoch, a little with each step: <c>factor^t</c>.</summary>
/// <remarks>The "exponential decay" of the CS231n notes, e^(-kt) with <c>factor</c> = e^(-k); torch.optim.lr_scheduler.ExponentialLR.</remarks>
/// <param name="factor">What an epoch leaves of the rate, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The argument is out of its range.</exception>
public sealed class ExponentialSchedule(double factor) : LearningRateSchedule
{
    private readonly double factor = Limited(nameof(factor), factor, 0, 1);

    /// <inheritdoc/>
    protected override double Factor(in ScheduleTime time) => Math.Pow(factor, time.Epoch);

    /// <inheritdoc/>
    protected override string Described() => string.Create(CultureInfo.InvariantCulture, $"exponential factor={factor}");
}
