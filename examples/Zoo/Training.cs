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

    /// <summary>The most training images, and the most test images.</summary>
    public required int Limit { get; init; }

    /// <summary>The file that gets the weights.</summary>
    public required string Output { get; init; }

    /// <summary><c>crop</c>, <c>flip-crop</c>, or null for none.</summary>
    public string? Augmentation { get; init; }

    /// <summary>Trains.</summary>
    /// <param name="source">The data, as <see cref="ImageFiles.Read"/> takes them.</param>
    /// <returns>The accuracy on the test images.</returns>
    /// <exception cref="InvalidDataException">The network takes no class labels, or the images are none or do not fit it.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public double Run(string source)
    {
        if (!network.IsClassifier)
            throw new InvalidDataException($"{network.Name} has no trainer that takes class labels");

        OutputFile.Check(Output);
        (LabelledImages trainImages, LabelledImages testImages) = ImageFiles.Read(source);
        (trainImages, testImages) = (trainImages.Limit(Limit), testImages.Limit(Limit));
        var input = new ImageInput(network, trainImages);
        ExampleSource train = Augmented(input.Prepare(trainImages));
        DataSet test = input.Prepare(testImages);

        using Network net = network.Make(Seed, Threads);
        using Trainer trainer = network.MakeTrainer(net, BatchSize, Threads);
        NetworkDescription description = network.Description;
        Console.WriteLine(FormattableString.Invariant(
            $"{network.Name} ({description.Target}): {description.Parameters:#,0} parameters, {train.Count} training images, {test.Count} test images"));

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
            net.Save(Output);
            Console.WriteLine($"weights saved to {Output}");
        }
        finally
        {
            // What the training reached is told even where the file cannot be written.
            Console.WriteLine(FormattableString.Invariant($"test accuracy {result.Accuracy:0.0000}"));
        }
        return result.Accuracy!.Value;
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
