using System;

namespace NetGen.Shared;

/// <summary>Lets the learning rate rise to its peak in the first steps and then fall to 0 along half a cosine.</summary>
/// <remarks>Loshchilov, Hutter: SGDR: Stochastic Gradient Descent with Warm Restarts, 2017, without restarts.</remarks>
internal sealed class CosineRate : ITrainingObserver
{
    private const double WarmUpShare = 0.05;

    private readonly Trainer trainer;
    private readonly ITrainingObserver next;
    private readonly double peak;
    private readonly long steps;
    private readonly double warmUp;
    private long step;

    public CosineRate(Trainer trainer, double peak, long steps, ITrainingObserver next)
    {
        (this.trainer, this.peak, this.steps, this.next) = (trainer, peak, Math.Max(1, steps), next);
        warmUp = steps * WarmUpShare;
        SetRate();
    }

    public bool OnBatch(in TrainingProgress progress)
    {
        step++;
        SetRate();
        return next.OnBatch(progress);
    }

    public bool OnEpoch(EpochResult result) => next.OnEpoch(result);

    private void SetRate() => trainer.LearningRate = (float)(step < warmUp
        ? peak * (step + 1) / (warmUp + 1)
        : peak * 0.5 * (1 + Math.Cos(Math.PI * (step - warmUp) / (steps - warmUp))));
}
