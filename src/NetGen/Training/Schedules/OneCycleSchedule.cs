using System;
using System.Globalization;

namespace NetGen;

/// <summary>Lets the learning rate rise to its peak, which is the rate of the optimizer, and fall to almost nothing, both along half a cosine, in the course of the whole
/// training.</summary>
/// <remarks>
/// Smith, Topin: Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates, 2018; torch.optim.lr_scheduler.OneCycleLR with its cosines, whose
/// momentum does not change with the rate here.
/// </remarks>
/// <param name="peak">The share of the training after which the peak is reached, from 0 to 1.</param>
/// <param name="start">The share of the rate that the first step has, from 0 to 1.</param>
/// <param name="end">The share of the rate that the last step has, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
public sealed class OneCycleSchedule(double peak = 0.3, double start = 0.04, double end = 4e-6) : LearningRateSchedule
{
    private readonly double peak = Limited(nameof(peak), peak, 0, 1);
    private readonly double start = Limited(nameof(start), start, 0, 1);
    private readonly double end = Limited(nameof(end), end, 0, 1);

    /// <inheritdoc/>
    protected override double Factor(in ScheduleTime time)
    {
        // As PyTorch counts: the first step is at the start, the last at the end, and the peak is one step before its share.
        double top = (peak * time.Steps) - 1, last = time.Steps - 1;
        return time.Step <= top
            ? Between(start, 1, time.Step / top)
            : Between(1, end, (time.Step - Math.Max(0, top)) / (last - Math.Max(0, top)));
    }

    /// <summary>From <paramref name="first"/> to <paramref name="second"/> along half a cosine.</summary>
    private static double Between(double first, double second, double share) =>
        second + ((first - second) * (0.5 * (1 + Math.Cos(Math.PI * (double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0)))));

    /// <inheritdoc/>
    protected override string Described() => string.Create(CultureInfo.InvariantCulture, $"one-cycle peak={peak} start={start} end={end}");
}
