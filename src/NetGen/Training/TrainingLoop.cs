using System;
using System.Collections.Immutable;
using System.Diagnostics;
using NetGen.Data;

namespace NetGen;

/// <summary>One call of <see cref="Trainer.Fit"/>.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly Trainer trainer;
    private readonly BatchReader reader;
    private readonly Evaluator? validation;
    private readonly ITrainingObserver? observer;
    private bool stopped;

    public TrainingLoop(Trainer trainer, ExampleSource train, ExampleSource? validation, FitOptions options)
    {
        this.trainer = trainer;
        observer = options.Observer;
        reader = new BatchReader(
            train, trainer.BatchSize, options.Seed ?? trainer.Network.Seed, options.Shuffle, options.DropLast, options.ReadThreads,
            options.ReadAhead ?? BatchReader.UsualReadAhead(train, trainer.BatchSize));
        if (reader.BatchCount == 0)
            throw new ArgumentException($"{train.Count} examples do not make a batch.", nameof(train));
        if (validation is not null)
            this.validation = new Evaluator(trainer, validation);
    }

    public FitResult Run(int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        ImmutableArray<EpochResult>.Builder results = ImmutableArray.CreateBuilder<EpochResult>();
        for (int epoch = 1; epoch <= epochs && !stopped; epoch++)
        {
            reader.Start(trainer.EpochsBegun++);
            if (RunEpoch(epoch, epochs) is not { } result)
                break;

            results.Add(result);
            stopped |= observer is not null && !observer.OnEpoch(result);
        }
        return new FitResult(results.ToImmutable(), stopped);
    }

    /// <summary>Null if the observer stopped it halfway.</summary>
    private EpochResult? RunEpoch(int epoch, int epochs)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan waited = reader.Waited;
        double lossSum = 0;
        long examples = 0;
        int batches = reader.BatchCount;
        for (int number = 1; reader.Next(out Batch batch); number++)
        {
            float loss = trainer.StepBatch(batch);
            if (!float.IsFinite(loss))
                throw new DivergenceException(trainer.Steps, loss);

            lossSum += (double)loss * batch.Count;
            examples += batch.Count;
            if (observer is not null && !Report(epoch, epochs, number, batches, loss, lossSum, examples, start))
            {
                stopped = true;
                if (number < batches)
                    return null;
            }
        }
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        waited = reader.Waited - waited;
        return new EpochResult(
            epoch, epochs, lossSum / examples, duration, examples / duration.TotalSeconds, validation?.Evaluate()) { WaitedForData = waited };
    }

    public void Dispose()
    {
        reader.Dispose();
        validation?.Dispose();
    }

    private bool Report(int epoch, int epochs, int number, int batches, float loss, double lossSum, long examples, long start)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        long batchesLeft = (long)(epochs - epoch) * batches + batches - number;
        var progress = new TrainingProgress
        {
            Epoch = epoch,
            Epochs = epochs,
            Batch = number,
            Batches = batches,
            Loss = loss,
            RunningLoss = lossSum / examples,
            ExamplesPerSecond = examples / elapsed.TotalSeconds,
            TimeLeft = Times(elapsed, (double)batchesLeft / number),
        };
        return observer!.OnBatch(progress);
    }

    /// <summary>Training until the observer ends it may have more epochs before it than a time span holds.</summary>
    private static TimeSpan Times(TimeSpan time, double factor) => time.Ticks * factor < TimeSpan.MaxValue.Ticks ? time * factor : TimeSpan.MaxValue;
}
