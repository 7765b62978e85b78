using NetGen.Compiler.Binding;

namespace NetGen.Compiler.LearningRates;

/// <summary>A rate that falls exponentially.</summary>
public sealed class ExponentialSchedule : LearningRateSchedule
{
    public override Signature Signature { get; } = new("exponential", "Multiplies the rate by a factor in each epoch, a little with each step.", "lr·factor^t",
        [Share("factor", "what an epoch leaves of the rate", null), WarmupArgument])
    {
        ClassName = nameof(ExponentialSchedule),
        Source = "CS231n notes; torch.optim.lr_scheduler.ExponentialLR",
    };
}
