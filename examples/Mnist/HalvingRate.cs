using NetGen;

namespace Mnist;

/// <summary>Halves the learning rate after every epoch: the first finds the valley, the last its floor.</summary>
internal sealed class HalvingRate(Trainer trainer, ITrainingObserver next) : ITrainingObserver
{
    public bool OnBatch(in TrainingProgress progress) => next.OnBatch(progress);

    public bool OnEpoch(EpochResult result)
    {
        trainer.LearningRate /= 2;
        return next.OnEpoch(result);
    }
}
