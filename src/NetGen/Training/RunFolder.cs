using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

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
    private int epochsBefore;
    private double lossSum;
    private int batches;

    /// <summary>The directory.</summary>
    public string Path => path;

    /// <summary>The epochs of a run, in order.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public static ImmutableArray<EpochMetrics> ReadEpochs(string path) =>
        [.. Metrics(path).Read().Select(row => new EpochMetrics(
            (int)(row[0] ?? 0), (long)(row[1] ?? 0), row[2] ?? double.NaN, row[3], row[4], row[5] ?? 0, row[6] ?? 0, row[7] ?? 0, row[8] ?? 0))];

    /// <summary>The steps of a run of which there is a row, in order.</summary>
    /// <param name="path">The directory.</param>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public static ImmutableArray<StepMetrics> ReadSteps(string path) =>
        [.. StepTable(path).Read().Select(row => new StepMetrics((long)(row[0] ?? 0), row[1] ?? 0, row[2] ?? double.NaN, row[3] ?? 0))];

    /// <summary>Makes the directory and writes what is known before training, or goes on with what is there. A loop of one's own, where it does not call this, begins a new
    /// training.</summary>
    /// <exception cref="IOException">The directory has rows of another training, and this one is at its beginning; or it cannot be written.</exception>
    public void OnStart(in TrainingStart start)
    {
        Open(start);
        next?.OnStart(start);
    }

    /// <inheritdoc/>
    public bool OnBatch(in TrainingProgress progress)
    {
        if (!started)
            Open(default);
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
        if (!started)
            Open(default);
        metrics.Append(
            epochsBefore + result.Epoch, trainer.Steps, result.Loss, result.Validation?.Loss, result.Validation?.Accuracy, trainer.CurrentLearningRate,
            result.Duration.TotalSeconds, result.WaitedForData.TotalSeconds, result.ExamplesPerSecond);
        return next is null || next.OnEpoch(result);
    }

    private void Open(in TrainingStart start)
    {
        List<double?[]> epochRows = metrics.Read(), stepRows = steps.Read();
        if (trainer.Steps == 0 && !start.MayResume && epochRows.Count + stepRows.Count > 0)
            throw new IOException($"{path} has the metrics of a training already: resume it, or choose another directory.");

        Directory.CreateDirectory(path);
        metrics.Write(epochRows.Where(row => row[1] <= trainer.Steps));
        steps.Write(stepRows.Where(row => row[0] <= trainer.Steps));
        Write("network.txt", trainer.Network.Describe().ToString());
        if (trainer.Network.Spec.Length > 0)
            Write("network.net.txt", trainer.Network.Spec);
        AtomicFile.Write(FileOf(path, "run.json"), trainer, WriteRun);
        (epochsBefore, started, lossSum, batches) = (start.EpochsBefore, true, 0, 0);
    }

    private static MetricsTable Metrics(string path) =>
        new(FileOf(path, "metrics.csv"), "epoch,step,loss,validation_loss,validation_accuracy,learning_rate,seconds,seconds_waited,examples_per_second");

    private static MetricsTable StepTable(string path) => new(FileOf(path, "steps.csv"), "step,epoch,loss,learning_rate");

    private static string FileOf(string directory, string name) => System.IO.Path.Combine(directory, name);

    private void Write(string name, string text) => AtomicFile.Write(FileOf(path, name), text, static (stream, text) => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static void WriteRun(Stream stream, Trainer trainer)
    {
        NetworkDescription description = trainer.Network.Describe();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("network", description.Name);
        json.WriteNumber("parameters", description.Parameters);
        json.WriteNumber("seed", trainer.Network.Seed);
        json.WriteNumber("training_seed", trainer.Seed);
        json.WriteNumber("batch_size", trainer.BatchSize);
        json.WriteNumber("learning_rate", trainer.LearningRate);
        json.WriteNumber("step", trainer.Steps);
        json.WriteString("instruction_set", description.Target);
        json.WriteString("processor_features", ProcessorFeatures.Supported);
        json.WriteString("netgen", typeof(Network).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        json.WriteString("dotnet", RuntimeInformation.FrameworkDescription);
        json.WriteString("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors");
        json.WriteString("started", DateTimeOffset.Now);
        json.WriteEndObject();
    }
}
