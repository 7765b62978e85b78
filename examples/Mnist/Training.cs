using System;
using System.Globalization;
using System.IO;
using NetGen;
using NetGen.Data;
using NetGen.Shared;

namespace Mnist;

/// <summary>The whole way: data, training, evaluation, weights in a file.</summary>
internal sealed class Training(MnistNetwork network, TrainingRun run)
{
    private const int BatchSize = 64;

    /// <summary>The name of a schedule in place of that of the network's file, or null.</summary>
    public string? Schedule { get; init; }

    public Checkpoints? Checkpoints { get; init; }

    /// <summary>Whether training images are changed a little in each epoch.</summary>
    public bool Augment { get; init; }

    /// <summary>Whether training images are read from mapped files.</summary>
    public bool Stream { get; init; }

    /// <summary>How many cycles of the learning rate there are, each of which ends with a member of an ensemble; 0 for none.</summary>
    public int Snapshots { get; init; }

    /// <summary>Whether the average of the weights is measured too.</summary>
    public bool Average { get; init; }

    /// <summary>How many settings are tried before, in each of two stages; 0 to train with those of the network's file.</summary>
    public int SearchTrials { get; init; }

    /// <summary>What the images are called.</summary>
    public required string DataName { get; init; }

    /// <summary>How many of the last training images are not trained on but evaluated behind each epoch.</summary>
    public int ValidationImages { get; init; }

    /// <summary>The directory for a report; null for none.</summary>
    public string? ReportDirectory { get; init; }

    public void Run(string directory)
    {
        OutputFile.Check(network.WeightFile);
        if (ReportDirectory is not null && Checkpoints is not { Resume: true } && RunFolder.ReadEpochs(ReportDirectory).Length > 0)
            throw new IOException($"{ReportDirectory} has the report of another training: choose another directory, or --resume that one.");
        using TemporaryDirectory? unpacked = Stream ? new TemporaryDirectory() : null;
        MnistData data = MnistData.Read(directory, unpacked?.Path);
        SearchTrial? found = SearchTrials > 0
            ? new Search(network, run.Seed, run.Threads) { Prepare = Prepare, Trials = SearchTrials, Schedule = Schedule, Images = Augment ? $"augmented {DataName}" : DataName }
                .Run(data.Train)
            : null;
        (ExampleSource train, DataSet? validation) = HoldOut(data.Train);
        using Network net = network.Make(run.Seed, run.Threads);
        using Trainer trainer = network.MakeTrainer(net, (int)(found?["batch"] ?? BatchSize), run.Threads);
        Console.WriteLine(net.Describe());

        if (found is not null)
            trainer.LearningRate = (float)found["rate"];
        if (Schedule is not null)
            trainer.Schedule = Schedules.Of(Schedule);
        using TemporaryDirectory? snapshots = Snapshots > 0 ? new TemporaryDirectory() : null;
        if (Snapshots > 0)
            trainer.Schedule = new CosineSchedule(period: run.Epochs / Snapshots);
        using Network? averaged = Average ? network.Make(run.Seed, run.Threads) : null;
        if (averaged is not null)
            trainer.Average = new WeightAverage(averaged, decay: 0.999);
        TrainingReport? report = ReportDirectory is null ? null : new TrainingReport(ReportDirectory, trainer, DataName);
        FitResult? result = null;
        run.Fit(
            observer => result = trainer.Fit(
                train, run.Epochs, validation, new FitOptions
                {
                    Observer = report?.Record(observer) ?? observer,
                    Checkpoints = Checkpoints,
                    Snapshots = snapshots is null ? null : new Snapshots(Checkpoints?.Directory ?? snapshots.Path, run.Epochs / Snapshots),
                }),
            "images");
        if (result!.Duration > TimeSpan.Zero)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"waited for data {result.WaitedForData / result.Duration:0.00%} of the time"));

        if (snapshots is not null)
            EnsembleMeasurement.Measure(network, result.Snapshots, data.Test, run.Threads);
        if (averaged is not null)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy {trainer.EvaluateAverage(data.Test).Accuracy:0.0000}: average of the weights"));
        Evaluation test = trainer.Evaluate(data.Test);
        report?.Write(train, data.Test, test);
        try
        {
            net.Save(network.WeightFile);
            Console.WriteLine($"weights saved to {network.WeightFile}");
        }
        finally
        {
            // What the training reached is told even where the file cannot be written.
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy {test.Accuracy:0.0000}"));
        }
    }

    private (ExampleSource Train, DataSet? Validation) HoldOut(DataSet images)
    {
        if (ValidationImages == 0)
            return (Prepare(images), null);
        if (ValidationImages >= images.Count)
            throw new InvalidDataException($"--validation {ValidationImages} leaves nothing of {images.Count} images to train on.");
        (DataSet train, DataSet validation) = images.Split(images.Count - ValidationImages);
        return (Prepare(train), validation);
    }

    private ExampleSource Prepare(DataSet images) =>
        Augment ? images.Augmented(NetGen.Data.Augment.Affine(rotation: 10, shear: 5, translation: 0.07f, scale: 0.1f, fill: MnistData.Black)) : images;
}
