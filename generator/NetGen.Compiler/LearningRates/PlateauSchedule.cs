using NetGen.Compiler.Binding;

namespace NetGen.Compiler.LearningRates;

/// <summary>A smaller rate when nothing improves any more.</summary>
public sealed class PlateauSchedule : LearningRateSchedule
{
    public override Signature Signature { get; } = new("plateau", "Multiplies the rate by a factor when the loss, that of validation if there is one, has not become smaller for some epochs.", "lr·factor^n after n plateaus",
        [
            Share("factor", "what the rate is multiplied by", 0.1),
            Argument.Int("patience", "epochs without an improvement that are let pass", 10, minimum: 0),
            Share("threshold", "the share of the best loss by which an improvement is better", 1e-4),
            Argument.Int("cooldown", "epochs behind a change that do not count", 0, minimum: 0),
            Share("minimum", "the share of the rate below which it is not brought", 0),
            WarmupArgument,
        ])
    {
        ClassName = nameof(PlateauSchedule),
        Source = "torch.optim.lr_scheduler.ReduceLROnPlateau",
    };
}
