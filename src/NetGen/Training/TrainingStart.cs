namespace NetGen;

/// <summary>Where a call of <see cref="Trainer.Fit"/> begins; the default value is that of a new training.</summary>
/// <param name="EpochsBefore">The epochs of the trainer's calls before this one, which counts its own from 1.</param>
/// <param name="MayResume">Whether it was told to go on with what an interrupted training left (<see cref="Checkpoints.Resume"/>).</param>
/// <param name="Resumption">From where it goes on; null where there is no checkpoint.</param>
public readonly record struct TrainingStart(int EpochsBefore, bool MayResume, Resumption? Resumption);
