using NetGen.Compiler.Binding;

namespace NetGen.Compiler.LearningRates;

/// <summary>The rate stays, behind a warm-up.</summary>
public sealed class ConstantSchedule : LearningRateSchedule
{
    public override Signature Signature { get; } = new("constant", "The rate stays as it is.", "lr",
        [WarmupArgument])
    {
        ClassName = nameof(ConstantSchedule),
        Source = "torch.optim.lr_scheduler.LinearLR for the warm-up",
    };
}
