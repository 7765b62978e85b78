using System;
using System.Globalization;

namespace NetGen;

/// <summary>Multiplies the learning rate by a factor when the loss has not become smaller for some epochs: that of the validation examples or, without any, of training.</summary>
/// <remarks>torch.optim.lr_scheduler.ReduceLROnPlateau with its defaults, but for the minimum.</remarks>
/// <param name="factor">What the rate is multiplied by, from 0 to 1.</param>
/// <param name="patience">The epochs without an improvement that are let pass; the next changes the rate.</param>
/// <param name="threshold">The share of the best loss by which another must be smaller to be an improvement, from 0 to 1.</param>
/// <param name="cooldown">The epochs behind a change that do not count.</param>
/// <param name="minimum">The share of the learning rate below which it is not brought, from 0 to 1.</param>
/// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
public sealed class PlateauSchedule(double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double minimum = 0) : LearningRateSchedule
{
    private readonly double factor = Limited(nameof(factor), factor, 0, 1);
    private readonly double patience = Limited(nameof(patience), patience, 0, int.MaxValue);
    private readonly double threshold = Limited(nameof(threshold), threshold, 0, 1);
    private readonly double cooldown = Limited(nameof(cooldown), cooldown, 0, int.MaxValue);
    private readonly double minimum = Limited(nameof(minimum), minimum, 0, 1);

    private double rate = 1;
    private double best = double.PositiveInfinity;
    private double waited;
    private double cooling;

    /// <inheritdoc/>
    protected internal override double[] State
    {
        get => [rate, best, waited, cooling];
        set => (rate, best, waited, cooling) = (value[0], value[1], value[2], value[3]);
    }

    /// <inheritdoc/>
    protected override double Factor(in ScheduleTime time) => rate;

    /// <inheritdoc/>
    public override void OnEpoch(EpochResult result)
    {
        double loss = result.Validation?.Loss ?? result.Loss;
        if (loss < best * (1 - threshold))
            (best, waited) = (loss, 0);
        else
            waited++;
        if (cooling > 0)
            (cooling, waited) = (cooling - 1, 0);
        if (waited > patience)
            (rate, cooling, waited) = (Math.Max(rate * factor, minimum), cooldown, 0);
    }

    /// <inheritdoc/>
    protected override string Described() =>
        string.Create(CultureInfo.InvariantCulture, $"plateau factor={factor} patience={patience} threshold={threshold} cooldown={cooldown} minimum={minimum}");
}
