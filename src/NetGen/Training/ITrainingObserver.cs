namespace NetGen;

/// <summary>Is told how training goes on, and may stop it.</summary>
public interface ITrainingObserver
{
    /// <summary>Training begins, or goes on from a checkpoint. Called once, before the first batch; newer checkpoints that are damaged are told here.</summary>
    void OnStart(in TrainingStart start)
    {
    }

    /// <summary>A batch is done. Called for every batch: return quickly, and without allocating where that matters.</summary>
    /// <returns>Whether to go on.</returns>
    bool OnBatch(in TrainingProgress progress) => true;

    /// <summary>An epoch is done and evaluated.</summary>
    /// <returns>Whether to go on.</returns>
    bool OnEpoch(EpochResult result) => true;

}
