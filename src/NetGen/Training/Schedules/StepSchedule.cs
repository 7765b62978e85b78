using System;
using System.Globalization;

namespace NetGen;

/// <summary>Multiplies the learning rate by a factor every so many epochs: <c>factor^⌊t / every⌋</c>.</summary>
/// <remarks>The "step decay" of the CS231n notes; torch.optim.lr_scheduler.StepLR.</remarks>
/// <param name="every">Epochs from one change to the next; above 0.</param>
/// <param name="factor">What the rate is multiplied by, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
public sealed class StepSchedule(double every, double factor = 0.1) : LearningRateSchedule
{
    // Steps are whole numbers and epochs quotients of them: a boundary that is missed by a rounding error is met.
    private const double Rounding = 1e-9;

    private readonly double every = Limited(nameof(every), every, double.Epsilon, double.MaxValue);
    private readonly double factor = Limited(nameof(factor), factor, 0, 1);

    /// <inheritdoc/>
    protected override double Factor(in ScheduleTime time) => Math.Pow(factor, Math.Floor(time.Epoch / every + Rounding));

    /// <inheritdoc/>
    protected override string Described() => string.Create(CultureInfo.InvariantCulture, $"step every={every} factor={factor}");
}
