using System;
using System.Diagnostics;
using System.IO;
using NetGen;
using NetGen.Data;
using NetGen.Shared;

namespace Zoo;

/// <summary>Trains a network on images, measures it on others, and saves its weights.</summary>
internal sealed class Training(ZooNetwork network)
{
    private const double WarmupShare = 0.05;

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>The peak of the learning rate; null for that of the network's file.</summary>
    public float? Rate { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    /// <summary>The most training images.</summary>
    public required int Limit { get; init; }

    /// <summary><c>crop</c>, <c>flip-crop</c>, or null for none.</summary>
    public string? Augmentation { get; init; }

    public void Run(string source)
    {
        if (network.MakeTrainer is not { } makeTrainer)
            throw new InvalidDataException($"{network.Name} has no trainer that takes class labels");

        string file = $"{network.Name}.safetensors";
        OutputFile.Check(file);
        (LabelledImages trainImages, LabelledImages testImages) = ImageFiles.Read(source);
        trainImages = trainImages.Limit(Limit);
        var input = new ImageInput(network, trainImages);
        ExampleSource train = Augmented(input.Prepare(trainImages));
        DataSet test = input.Prepare(testImages);

        using Network net = network.Make(Seed, Threads);
        using Trainer trainer = makeTrainer(net, BatchSize, Threads);
        Console.WriteLine(FormattableString.Invariant($"{network.Name} ({network.Description.Target}): {network.Description.Parameters:#,0} parameters, {train.Count} training images"));

        trainer.LearningRate = Rate ?? trainer.LearningRate;
        trainer.Schedule = new CosineSchedule { Warmup = WarmupShare * Epochs };
        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        Progress.Run(observer => trainer.Fit(train, Epochs, options: new FitOptions { Observer = observer }));
        Console.WriteLine(FormattableString.Invariant(
            $"trained in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0} s of processor time"));

        Evaluation result = trainer.Evaluate(test);
        try
        {
            net.Save(file);
            Console.WriteLine($"weights saved to {file}");
        }
        finally
        {
            // What the training reached is told even where the file cannot be written.
            Console.WriteLine(FormattableString.Invariant($"test accuracy {result.Accuracy:0.0000}"));
        }
    }

    private ExampleSource Augmented(DataSet images)
    {
        Augmentation crop = Augment.RandomCrop(padding: network.Input.Height / 8);
        return Augmentation switch
        {
            null => images,
            "crop" => images.Augmented(crop),
            _ => images.Augmented(Augment.Flip(), crop),
        };
    }
}
