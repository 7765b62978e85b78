using System;
using System.Globalization;

namespace NetGen;

/// <summary>How the learning rate goes on with training: a factor of <see cref="Trainer.LearningRate"/> for each step.</summary>
/// <remarks>
/// <see cref="Trainer.Fit"/> asks <see cref="Trainer.Schedule"/> before each step; a loop of one's own calls <see cref="Trainer.ApplySchedule"/>. Times are epochs, and parts
/// of them count: at whole epochs the rates are those of PyTorch's schedulers. Derive from it for a schedule of your own. A schedule that learns from results, as
/// <see cref="PlateauSchedule"/>, belongs to one trainer.
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>Epochs in which the rate first rises, step by step in a straight line, to where the schedule then begins; they do not count as its time. Default: 0.</summary>
    /// <remarks>The first of <c>w</c> such steps has 1/(w + 1) of the rate. Goyal et al.: Accurate, Large Minibatch SGD, 2017.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Warmup
    {
        get;
        init => field = Limited(nameof(Warmup), value, 0, double.MaxValue);
    }

    /// <summary>The factor of the learning rate at a time, warm-up included.</summary>
    public double At(in ScheduleTime time)
    {
        double steps = Warmup * time.StepsPerEpoch;
        return time.Step < steps
            ? (time.Step + 1) / (steps + 1) * Factor(time with { Step = 0, Steps = time.Steps - steps })
            : Factor(time with { Step = time.Step - steps, Steps = time.Steps - steps });
    }

    /// <summary>The factor of the learning rate at a time, which counts from the end of the warm-up.</summary>
    protected abstract double Factor(in ScheduleTime time);

    /// <summary>An epoch is done and evaluated: what <see cref="Trainer.Fit"/> tells a schedule that learns from results.</summary>
    public virtual void OnEpoch(EpochResult result)
    {
    }

    /// <summary>What the schedule has learned from results, for checkpoints; empty where the time alone decides.</summary>
    /// <remarks>It is only ever set to what it was before.</remarks>
    protected internal virtual double[] State
    {
        get => [];
        set { }
    }

    /// <summary>The schedule with its arguments, as in the train section of a network: a training goes on from a checkpoint only under the same.</summary>
    public override string ToString() =>
        Warmup == 0 ? Described() : string.Create(CultureInfo.InvariantCulture, $"{Described()} warmup={Warmup}");

    /// <summary>Name and arguments, without the warm-up. Of a schedule of your own: the name of its class, where this does not say more.</summary>
    protected virtual string Described() => GetType().Name;

    /// <summary>The value, if it lies within a range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not, or is not a number.</exception>
    private protected static double Limited(string name, double value, double least, double most) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, least == double.Epsilon ? "Expected a number above 0."
            : string.Create(CultureInfo.InvariantCulture, $"Expected a number from {least} {(most == double.MaxValue ? "on" : $"to {most}")}."));
}
