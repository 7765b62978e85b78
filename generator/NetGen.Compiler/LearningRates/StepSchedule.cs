using NetGen.Compiler.Binding;

namespace NetGen.Compiler.LearningRates;

/// <summary>A smaller rate every so many epochs.</summary>
public sealed class StepSchedule : LearningRateSchedule
{
    public override Signature Signature { get; } = new("step", "Multiplies the rate by a factor every so many epochs.", "lr·factor^⌊t/every⌋",
        [
            From("every", "epochs from one change to the next", null) with { MinimumIsExclusive = true },
            Share("factor", "what the rate is multiplied by", 0.1),
            WarmupArgument,
        ])
    {
        ClassName = nameof(StepSchedule),
        Source = "CS231n notes; torch.optim.lr_scheduler.StepLR",
    };
}
