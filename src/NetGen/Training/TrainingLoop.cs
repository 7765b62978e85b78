using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using NetGen.Data;

namespace NetGen;

/// <summary>One call of <see cref="Trainer.Fit"/>.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly Trainer trainer;
    private readonly BatchReader reader;
    private readonly Evaluator? validation;
    private readonly ITrainingObserver? observer;
    private readonly EarlyStopper? stopper;
    private readonly Snapshots? snapshots;
    private readonly Checkpoints? checkpoints;
    private readonly CheckpointDirectory? saved;
    private readonly Dictionary<string, string> identity;
    private TrainingPosition position;
    private bool stopped;

    public TrainingLoop(Trainer trainer, ExampleSource train, ExampleSource? validation, FitOptions options)
    {
        this.trainer = trainer;
        observer = options.Observer;
        ulong seed = options.Seed ?? trainer.Network.Seed;
        int readAhead = options.ReadAhead ?? BatchReader.UsualReadAhead(train, trainer.BatchSize, trainer.Team.Threads);
        reader = options.ReadThreads is null && readAhead == 0 && train is DataSet { IsInMemory: true } // between the steps, when the trainer's threads have nothing to do
            ? new BatchReader(train, trainer.BatchSize, seed, options.Shuffle, options.DropLast, trainer.Team, readAhead)
            : new BatchReader(train, trainer.BatchSize, seed, options.Shuffle, options.DropLast, options.ReadThreads ?? 1, readAhead);
        if (reader.BatchCount == 0)
            throw new ArgumentException($"{train.Count} examples do not make a batch.", nameof(train));
        if (validation is not null)
            this.validation = new Evaluator(trainer, validation);

        position = TrainingPosition.Start(trainer.EpochsBegun);
        identity = new(StringComparer.Ordinal)
        {
            ["network"] = trainer.Network.Describe().Name,
            ["optimizer"] = trainer.OptimizerName,
            ["examples"] = train.Count.ToString(CultureInfo.InvariantCulture),
            ["batch_size"] = trainer.BatchSize.ToString(CultureInfo.InvariantCulture),
            ["order_seed"] = seed.ToString(CultureInfo.InvariantCulture),
            ["shuffle"] = options.Shuffle.ToString(),
            ["drop_last"] = options.DropLast.ToString(),
            ["early_stopping"] = EarlyStopper.Identity(options.EarlyStopping),
            ["snapshots"] = options.Snapshots?.Identity ?? "",
            ["rate_schedule"] = trainer.Schedule?.ToString() ?? "",
        };
        stopper = options.EarlyStopping is null ? null : new EarlyStopper(options.EarlyStopping, trainer);
        snapshots = options.Snapshots;
        checkpoints = options.Checkpoints;
        if (checkpoints is not null)
            saved = new CheckpointDirectory(checkpoints);
    }

    public FitResult Run(int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        ImmutableArray<EpochResult>.Builder results = ImmutableArray.CreateBuilder<EpochResult>();
        bool mayResume = checkpoints is { Resume: true };
        Resumption? resumed = mayResume ? Resume() : null;
        if (resumed is null)
            snapshots?.RequireNew(mayResume);
        observer?.OnStart(new TrainingStart(position.First, mayResume, resumed));

        while (!stopped && stopper is not { IsOver: true } && position.Epoch - position.First < epochs)
        {
            if (RunEpoch(epochs) is not { } result)
                break;

            results.Add(result);
            trainer.Schedule?.OnEpoch(result);
            stopper?.OnEpoch(result);
            stopped |= observer is not null && !observer.OnEpoch(result);
            double score = checkpoints?.Score?.Invoke(result) ?? double.NaN;
            bool isBest = score < position.Best;
            position = position.NextEpoch() with { Best = isBest ? score : position.Best };
            Save(isBest);
        }
        stopper?.Restore();
        return new FitResult(results.ToImmutable(), stopped)
        {
            Resumed = resumed,
            StoppedEarly = stopper is { IsOver: true },
            BestEpoch = stopper is { BestEpoch: > 0 and var best } ? best : null,
            Snapshots = snapshots?.Files(position.Epoch - position.First) ?? [],
        };
    }

    /// <summary>Goes to where the last checkpoint was written; null where there is none.</summary>
    private Resumption? Resume()
    {
        if (saved!.FindLast() is not { } found)
            return null;

        foreach ((string key, string value) in identity)
        {
            if (found.File[key] != value)
                throw new InvalidDataException($"{found.File.Path}: the checkpoint is of another training: its {key.Replace('_', ' ')} is {found.File[key]}, and {value} here.");
        }
        TrainingPosition there = TrainingPosition.Read(found.File);
        if (there.First != position.First)
            throw new InvalidDataException(
                $"{found.File.Path}: the checkpoint is of a training that began with epoch {there.First + 1}, and this one begins with {position.First + 1}; "
                    + "each call of Fit needs a directory of its own.");

        found.File.Restore(trainer, stopper?.Tensors ?? []);
        stopper?.Read(found.File);
        saved.SetDamagedAside(found.File.Path);
        position = there;
        trainer.EpochsBegun = position.Batch == 0 ? position.Epoch : position.Epoch + 1;
        return new Resumption(found.File.Path, trainer.Steps, found.Damaged);
    }

    /// <summary>Null if the observer stopped it halfway.</summary>
    private EpochResult? RunEpoch(int epochs)
    {
        reader.Start(position.Epoch, position.Batch);
        trainer.EpochsBegun = position.Epoch + 1;
        long start = Stopwatch.GetTimestamp(), before = position.Examples;
        TimeSpan waited = reader.Waited;
        int batches = reader.BatchCount, begun = position.Batch;
        while (reader.Next(out Batch batch))
        {
            trainer.ApplySchedule(Time(epochs, batches));
            float loss = trainer.BackwardBatch(batch);
            if (!float.IsFinite(loss))
                throw new DivergenceException(trainer.Steps + 1, loss, Divergence.FindOrigin(trainer, batch), saved?.Last);

            trainer.Update();
            position = position.After(loss, batch.Count);
            if (observer is not null && !Report(epochs, batches, loss, position.Batch - begun, position.Examples - before, start))
            {
                stopped = true;
                if (position.Batch < batches)
                {
                    Save(isBest: false);
                    return null;
                }
            }
            if (checkpoints is { EverySteps: > 0 } && position.Batch < batches && trainer.Steps % checkpoints.EverySteps == 0)
                Save(isBest: false);
        }
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        waited = reader.Waited - waited;
        ThrowIfWeightsDiverged();
        Evaluation? evaluation = validation?.Evaluate();
        if (evaluation is not null && !double.IsFinite(evaluation.Loss))
            throw new DivergenceException(trainer.Steps, (float)evaluation.Loss, validation!.FindOrigin(), saved?.Last);
        return new EpochResult(
            position.Epoch - position.First + 1, epochs, position.LossSum / position.Examples, duration,
            (position.Examples - before) / duration.TotalSeconds, evaluation)
        {
            WaitedForData = waited,
            AverageValidation = validation?.EvaluateAverage(),
        };
    }

    public void Dispose()
    {
        reader.Dispose();
        validation?.Dispose();
    }

    private ScheduleTime Time(int epochs, int batches) => new(
        ((double)position.Epoch * batches) + position.Batch,
        epochs == int.MaxValue ? double.PositiveInfinity : ((double)position.First + epochs) * batches,
        batches);

    private void Save(bool isBest)
    {
        int epoch = position.Epoch - position.First;
        bool endsCycle = position.Batch == 0 && snapshots is not null && snapshots.EndsWith(epoch);
        if (saved is null && !endsCycle)
            return;

        if (position.Batch > 0) // or the epoch is over, and this was looked at
            ThrowIfWeightsDiverged();
        // Before the checkpoint: a process that ends between the two resumes before both, and writes both again.
        if (endsCycle)
            snapshots!.Save(trainer.Network, epoch);
        if (saved is null)
            return;

        var beside = new Dictionary<string, string>(identity, StringComparer.Ordinal);
        position.Write(beside);
        stopper?.Write(beside);
        saved.Write(trainer, stopper?.Tensors ?? [], beside, isBest);
    }

    /// <summary>The loss of a step is that of the weights before its update.</summary>
    private void ThrowIfWeightsDiverged()
    {
        if (trainer.Network.FindNotFinite() is { } name)
            throw new DivergenceException(trainer.Steps, position.LastLoss, $"the parameter {name}, behind the update", saved?.Last);
    }

    private bool Report(int epochs, int batches, float loss, int done, long examples, long start)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        int epoch = position.Epoch - position.First + 1;
        long batchesLeft = (long)(epochs - epoch) * batches + batches - position.Batch;
        var progress = new TrainingProgress
        {
            Epoch = epoch,
            Epochs = epochs,
            Batch = position.Batch,
            Batches = batches,
            Loss = loss,
            RunningLoss = position.LossSum / position.Examples,
            LearningRate = trainer.CurrentLearningRate,
            ExamplesPerSecond = examples / elapsed.TotalSeconds,
            TimeLeft = Times(elapsed, (double)batchesLeft / done),
        };
        return observer!.OnBatch(progress);
    }

    /// <summary>Training until the observer ends it may have more epochs before it than a time span holds.</summary>
    private static TimeSpan Times(TimeSpan time, double factor) => time.Ticks * factor < TimeSpan.MaxValue.Ticks ? time * factor : TimeSpan.MaxValue;
}
