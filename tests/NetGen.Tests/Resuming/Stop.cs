namespace NetGen.Tests.Resuming;

/// <summary>Ends a training behind so many batches.</summary>
internal sealed class Stop(int at) : ITrainingObserver
{
    private int batches;

    public bool OnBatch(in TrainingProgress progress) => ++batches < at;
}
