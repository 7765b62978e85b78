using System;
using System.IO;
using NetGen.Data;
using NetGen.Sampling;
using NetGen.Shared;

namespace Frames;

/// <summary>The whole way: videos, training, weights in a file, accuracy after each frame.</summary>
internal sealed class Training(TrainingRun run)
{
    private const int BatchSize = 64;
    private const int BatchesOfAnEpoch = 500; // each of new videos
    private const int Frames = 6, Side = 40, Step = 2; // as the network's file has it
    private const int TestVideos = 2048;
    private const string WeightFile = "frames.safetensors";

    /// <param name="directory">Has MNIST's files.</param>
    public void Run(string directory)
    {
        OutputFile.Check(WeightFile);
        MovingDigits train = Videos(directory, "train", run.Seed), test = Videos(directory, "t10k", run.Seed + 1);
        using var net = new FrameClassifier(run.Seed, run.Threads);
        using var trainer = new FrameClassifier.Trainer(net, BatchSize, run.Threads);
        Console.WriteLine(FrameClassifier.Description);

        var batch = new VideoBatch(train, BatchSize);
        run.Fit(trainer, BatchesOfAnEpoch, number =>
        {
            batch.Make(number * BatchSize);
            return trainer.Step(batch.Videos, batch.Digits, batch.Directions);
        }, "videos");
        net.Save(WeightFile);
        Console.WriteLine($"weights saved to {WeightFile}");

        (double[] digits, double[] directions) = Evaluate(net, test);
        for (int frame = 0; frame < Frames; frame++)
            Console.WriteLine(FormattableString.Invariant($"after frame {frame + 1}: digit {digits[frame]:0.0000}, direction {directions[frame]:0.0000}"));
        Console.WriteLine(FormattableString.Invariant($"test accuracy after the last frame: digit {digits[^1]:0.0000}, direction {directions[^1]:0.0000}"));
    }

    private static MovingDigits Videos(string directory, string part, ulong seed) => new(
        IdxFile.ReadLabelledImages(Path.Combine(directory, $"{part}-images-idx3-ubyte.gz"), Path.Combine(directory, $"{part}-labels-idx1-ubyte.gz"), 0, 1),
        Frames, Side, Step, seed);

    /// <summary>The share of test videos that are told right after each frame.</summary>
    private static (double[] Digits, double[] Directions) Evaluate(FrameClassifier net, MovingDigits videos)
    {
        var batch = new VideoBatch(videos, BatchSize);
        float[] digits = new float[BatchSize * Frames * 10], directions = new float[BatchSize * Frames * MovingDigits.Directions];
        double[] right = new double[Frames], rightWay = new double[Frames];
        for (int at = 0; at < TestVideos; at += BatchSize)
        {
            batch.Make(at);
            net.Predict(batch.Videos, digits, directions);
            for (int i = 0; i < BatchSize * Frames; i++)
            {
                if (Sampler.Greedy(digits.AsSpan(i * 10, 10)) == batch.Digits[i])
                    right[i % Frames] += 1.0 / TestVideos;
                if (Sampler.Greedy(directions.AsSpan(i * MovingDigits.Directions, MovingDigits.Directions)) == batch.Directions[i])
                    rightWay[i % Frames] += 1.0 / TestVideos;
            }
        }
        return (right, rightWay);
    }
}
