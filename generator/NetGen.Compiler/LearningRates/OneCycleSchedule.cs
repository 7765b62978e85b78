using NetGen.Compiler.Binding;

namespace NetGen.Compiler.LearningRates;

/// <summary>Up and down once, in the course of the training.</summary>
public sealed class OneCycleSchedule : LearningRateSchedule
{
    public override Signature Signature { get; } = new("one-cycle", "Lets the rate rise to its peak and fall to almost nothing in the course of the whole training.", "from lr·start to lr, then from lr to lr·end, both along half a cosine",
        [
            Share("peak", "the share of the training after which the peak is reached", 0.3),
            Share("start", "the share of the rate that the first step has", 0.04),
            Share("end", "the share of the rate that the last step has", 4e-6),
            WarmupArgument,
        ])
    {
        ClassName = nameof(OneCycleSchedule),
        Source = "Smith, Topin: Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates, 2018; torch.optim.lr_scheduler.OneCycleLR",
    };
}
