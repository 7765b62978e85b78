using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>
/// A directory that tells of a training: what was trained, from which seed and with which versions (<c>run.json</c>, <c>network.txt</c>, <c>network.net.txt</c>), and how it
/// went (<c>metrics.csv</c>, <c>steps.csv</c>).
/// </summary>
/// <remarks>
/// An observer: hand it to <see cref="FitOptions.Observer"/>, with another one behind it if need be. Each row is in its file when the observer returns. Where a training goes on,
/// from a checkpoint or in a later call of <see cref="Trainer.Fit"/>, its rows do too: those of steps that are done again are removed.
/// </remarks>
/// <param name="path">The directory; made when training starts.</param>
/// <param name="trainer">The trainer.</param>
/// <param name="next">Who is told of the progress after this. Default: nobody.</param>
public sealed class RunFolder(string path, Trainer trainer, ITrainingObserver? next = null) : ITrainingObserver
{
    // Rows of an epoch in steps.csv: enough for a curve.
    private const int RowsOfEpoch = 50;

    private readonly Trainer trainer = trainer ?? throw new ArgumentNullException(nameof(trainer));
    private readonly MetricsTable metrics = Metrics(path);
    private readonly MetricsTable steps = StepTable(path);
    private bool started;
    private bool goesOn;
    private int epochsBefore;
    private double lossSum;
    private int batches;

    /// <summary>The directory.</summary>
    public string Path => path;

    /// <summary>The epochs of a run, in order.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public static ImmutableArray<EpochMetrics> ReadEpochs(string path) =>
    [
        .. Metrics(path).Read().Select(row => new EpochMetrics(
            (int)row.Number(0), (long)row.Number(1), row.Number(2), row[3], row[4], row.Number(5), row.Number(6), row.Number(7), row.Number(8), row[9], row[10])),
    ];

    /// <summary>The steps of a run of which there is a row, in order.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public static ImmutableArray<StepMetrics> ReadSteps(string path) =>
        [.. StepTable(path).Read().Select(row => new StepMetrics((long)row.Number(0), row.Number(1), row.Number(2), row.Number(3)))];

    /// <summary>Makes the directory and writes what is known before training, or goes on with what is there. A loop of one's own, where it does not call this, begins a new
    /// training.</summary>
    /// <exception cref="IOException">The directory has rows of another network or, where this training is at its beginning, of another training; or it cannot be
    /// written.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public void OnStart(in TrainingStart start)
    {
        Open(start, isNew: trainer.Steps == 0);
        next?.OnStart(start);
    }

    /// <inheritdoc/>
    public bool OnBatch(in TrainingProgress progress)
    {
        if (!started)
            Open(default, isNew: true);
        if (goesOn)
            RemoveFrom(trainer.Steps);
        lossSum += progress.Loss;
        batches++;
        if ((long)progress.Batch * RowsOfEpoch / progress.Batches != (long)(progress.Batch - 1) * RowsOfEpoch / progress.Batches)
        {
            double epoch = epochsBefore + progress.Epoch - 1 + ((double)progress.Batch / progress.Batches);
            steps.Append(trainer.Steps, epoch, lossSum / batches, progress.LearningRate);
            (lossSum, batches) = (0, 0);
        }
        return next is null || next.OnBatch(progress);
    }

    /// <inheritdoc/>
    public bool OnEpoch(EpochResult result)
    {
        metrics.Append(
            epochsBefore + result.Epoch, trainer.Steps, result.Loss, result.Validation?.Loss, result.Validation?.Accuracy, trainer.CurrentLearningRate,
            result.Duration.TotalSeconds, result.WaitedForData.TotalSeconds, result.ExamplesPerSecond,
            result.AverageValidation?.Loss, result.AverageValidation?.Accuracy);
        return next is null || next.OnEpoch(result);
    }

    private void Open(in TrainingStart start, bool isNew)
    {
        var run = new RunFile(FileOf(path, "run.json"));
        List<MetricsRow> epochRows = metrics.Read(), stepRows = steps.Read();
        string network = trainer.Network.Describe().Name;
        bool isEmpty = epochRows.Count + stepRows.Count == 0;
        if (!isEmpty && run.Network is { } other && other != network)
            throw new IOException($"{path} has the metrics of {other}, and this is {network}: choose another directory.");
        // Each epoch ends with its row and then its checkpoint: one that was killed between the two has one row and nothing to go on from.
        if (isNew && (start.MayResume ? epochRows.Count > 1 : !isEmpty))
            throw new IOException($"{path} has the metrics of a training already: resume it, or choose another directory.");

        Directory.CreateDirectory(path);
        AtomicFile.RemoveLeftovers(path);
        // Whole lines only: what is appended must not be joined to one that was cut off.
        metrics.Write(epochRows);
        steps.Write(stepRows);
        Write("network.txt", trainer.Network.Describe().ToString());
        if (trainer.Network.Spec.Length > 0)
            Write("network.net.txt", trainer.Network.Spec);
        run.Add(trainer, isFirst: isEmpty);
        (epochsBefore, started, goesOn, lossSum, batches) = (start.EpochsBefore, true, true, 0, 0);
    }

    /// <summary>Removes the rows of steps that are done again, now that they are: a call that finds nothing to do leaves those of later ones.</summary>
    private void RemoveFrom(long step)
    {
        goesOn = false;
        metrics.Write(metrics.Read().Where(row => row[1] < step));
        steps.Write(steps.Read().Where(row => row[0] < step));
    }

    private static MetricsTable Metrics(string path) =>
        new(FileOf(path, "metrics.csv"), "epoch,step,loss,validation_loss,validation_accuracy,learning_rate,seconds,seconds_waited,examples_per_second,"
            + "average_loss,average_accuracy");

    private static MetricsTable StepTable(string path) => new(FileOf(path, "steps.csv"), "step,epoch,loss,learning_rate");

    private static string FileOf(string directory, string name) => System.IO.Path.Combine(directory, name);

    private void Write(string name, string text) => AtomicFile.Write(FileOf(path, name), text, static (stream, text) => stream.Write(Encoding.UTF8.GetBytes(text)));
}
