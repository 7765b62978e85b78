using System;
using System.Globalization;

namespace NetGen;

/// <summary>
/// Lets the learning rate fall along half a cosine, from all of it to a minimum, and begin anew: <c>minimum + (1 - minimum)·(1 + cos(π·t / period)) / 2</c>, where t is the
/// time since the last beginning.
/// </summary>
/// <remarks>Loshchilov, Hutter: SGDR: Stochastic Gradient Descent with Warm Restarts, 2017; torch.optim.lr_scheduler.CosineAnnealingWarmRestarts and, without a period,
/// CosineAnnealingLR.</remarks>
/// <param name="period">Epochs of the first cycle; 0 for a single one as long as the training.</param>
/// <param name="growth">How many times as long as the one before each cycle is, from 1 on.</param>
/// <param name="minimum">The share of the learning rate that is left at the end of a cycle, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
public sealed class CosineSchedule(double period = 0, double growth = 1, double minimum = 0) : LearningRateSchedule
{
    private readonly double period = Limited(nameof(period), period, 0, double.MaxValue);
    private readonly double growth = Limited(nameof(growth), growth, 1, double.MaxValue);
    private readonly double minimum = Limited(nameof(minimum), minimum, 0, 1);

    /// <inheritdoc/>
    protected override double Factor(in ScheduleTime time)
    {
        double share = Math.Clamp(period == 0 ? (time.Steps > 0 ? time.Step / time.Steps : 0) : Restarted(time.Epoch), 0, 1);
        return minimum + ((1 - minimum) * (0.5 * (1 + Math.Cos(Math.PI * share))));
    }

    /// <summary>The share of the present cycle that is over.</summary>
    private double Restarted(double epoch)
    {
        double cycles = epoch / period;
        // What rounding makes a little too small would end a cycle twice.
        if (growth == 1)
            return cycles - Math.Floor(cycles + 1e-9);

        // Cycle n begins after (growth^n - 1) / (growth - 1) times the first.
        double before = Math.Floor(Math.Log(1 + (cycles * (growth - 1)), growth) + 1e-12);
        double length = Math.Pow(growth, before);
        return (cycles - ((length - 1) / (growth - 1))) / length;
    }

    /// <inheritdoc/>
    protected override string Described() => string.Create(CultureInfo.InvariantCulture, $"cosine period={period} growth={growth} minimum={minimum}");
}
