using System;
using System.Globalization;

namespace NetGen;

/// <summary>Lets the learning rate fall with the inverse of time: <c>1 / (1 + k·t)</c>.</summary>
/// <remarks>The "1/t decay" of the CS231n notes.</remarks>
/// <param name="k">How fast, for each epoch: after 1/k epochs the rate is half of what it was. From 0 on.</param>
/// <exception cref="ArgumentOutOfRangeException">The argument is out of its range.</exception>
public sealed class InverseTimeSchedule(double k) : LearningRateSchedule
{
    private readonly double k = Limited(nameof(k), k, 0, double.MaxValue);

    /// <inheritdoc/>
    protected override double Factor(in ScheduleTime time) => 1 / (1 + (k * time.Epoch));

    /// <inheritdoc/>
    protected override string Described() => string.Create(CultureInfo.InvariantCulture, $"inverse-time k={k}");
}
