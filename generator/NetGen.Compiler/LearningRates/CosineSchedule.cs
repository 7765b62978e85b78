using NetGen.Compiler.Binding;

namespace NetGen.Compiler.LearningRates;

/// <summary>Half a cosine, with warm restarts.</summary>
public sealed class CosineSchedule : LearningRateSchedule
{
    public override Signature Signature { get; } = new("cosine", "Lets the rate fall along half a cosine, and begin anew.", "lr·(minimum + (1 - minimum)·(1 + cos(π·t/period))/2), t and period those of the present cycle",
        [
            From("period", "epochs of the first cycle; 0 for one as long as the training", 0),
            From("growth", "how many times as long as the one before each cycle is", 1, minimum: 1),
            Share("minimum", "the share of the rate that is left at the end of a cycle", 0),
            WarmupArgument,
        ])
    {
        ClassName = nameof(CosineSchedule),
        Source = "Loshchilov, Hutter: SGDR: Stochastic Gradient Descent with Warm Restarts, 2017; torch.optim.lr_scheduler.CosineAnnealingWarmRestarts, CosineAnnealingLR",
    };
}
