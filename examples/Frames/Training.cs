using System;
using System.Diagnostics;
using System.IO;
using NetGen;
using NetGen.Data;
using NetGen.Sampling;
using NetGen.Shared;

namespace Frames;

/// <summary>The whole way: videos, training, weights in a file, accuracy after each frame.</summary>
internal sealed class Training(int steps, ulong seed, int threads)
{
    private const int BatchSize = 64;
    private const int Frames = 6, Side = 40, Step = 2; // as the network's file has it
    private const int TestVideos = 2048;
    private const string WeightFile = "frames.safetensors";

    /// <param name="directory">Has MNIST's files.</param>
    public void Run(string directory)
    {
        OutputFile.Check(WeightFile);
        MovingDigits train = Videos(directory, "train", seed), test = Videos(directory, "t10k", seed + 1);
        using var net = new FrameClassifier(seed, threads);
        using var trainer = new FrameClassifier.Trainer(net, BatchSize, threads);
        Console.WriteLine(FrameClassifier.Description);

        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        Progress.Run(observer => Train(trainer, train, observer), examples: "videos");
        Console.WriteLine(FormattableString.Invariant(
            $"trained in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0} s of processor time"));
        net.Save(WeightFile);
        Console.WriteLine($"weights saved to {WeightFile}");

        (double[] digits, double[] directions) = Evaluate(net, test);
        for (int frame = 0; frame < Frames; frame++)
            Console.WriteLine(FormattableString.Invariant($"after frame {frame + 1}: digit {digits[frame]:0.0000}, direction {directions[frame]:0.0000}"));
        Console.WriteLine(FormattableString.Invariant($"test accuracy after the last frame: digit {digits[^1]:0.0000}, direction {directions[^1]:0.0000}"));
    }

    private static MovingDigits Videos(string directory, string part, ulong seed) => new(
        IdxFile.ReadLabelledImages(Path.Combine(directory, $"{part}-images-idx3-ubyte.gz"), Path.Combine(directory, $"{part}-labels-idx1-ubyte.gz"), 0, 1), Frames, Side, Step, seed);

    /// <summary>No video is seen twice, so there are no epochs: the observer is told of one.</summary>
    private void Train(FrameClassifier.Trainer trainer, MovingDigits videos, ITrainingObserver observer)
    {
        var batch = new VideoBatch(videos, BatchSize);
        long start = Stopwatch.GetTimestamp();
        double running = 0;
        for (int step = 0; step < steps; step++)
        {
            batch.Make((long)step * BatchSize);
            trainer.ApplySchedule(new ScheduleTime(step, steps, StepsPerEpoch: steps));
            float loss = trainer.Step(batch.Videos, batch.Digits, batch.Directions);
            if (!float.IsFinite(loss))
                throw new DivergenceException(trainer.Steps, loss);
            running = step == 0 ? loss : (0.98 * running) + (0.02 * loss);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            bool goesOn = observer.OnBatch(new TrainingProgress
            {
                Epoch = 1,
                Epochs = 1,
                Batch = step + 1,
                Batches = steps,
                Loss = loss,
                RunningLoss = running,
                LearningRate = trainer.CurrentLearningRate,
                ExamplesPerSecond = (step + 1) * BatchSize / elapsed.TotalSeconds,
                TimeLeft = elapsed * ((steps - step - 1.0) / (step + 1)),
            });
            if (!goesOn)
                return;
        }
    }

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
