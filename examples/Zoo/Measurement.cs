using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using NetGen;
using NetGen.Data;

namespace Zoo;

/// <summary>Measures how long one prediction and one training step take, on random images.</summary>
internal sealed class Measurement(ZooNetwork network, int batchSize, int threads)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);
    private const int LeastCalls = 3;

    private readonly int imageLength = network.Input.Channels * network.Input.Height * network.Input.Width;
    private readonly Random random = new(1);

    public void Run()
    {
        using Network net = network.Make(0, threads);
        float[] image = Images(1);
        var output = new float[network.OutputLength];
        Report("predict 1", 1, () => network.Predict(net, image, output));

        if (network.MakeTrainer is not { } makeTrainer)
            return;

        using Trainer trainer = makeTrainer(net, batchSize, threads);
        trainer.LearningRate = 0; // random images teach nothing, and weights that grow beyond all bounds take other time
        int[] labels = [.. Enumerable.Range(0, batchSize).Select(_ => random.Next(network.OutputLength))];
        var data = new DataSet(new Column("image", Images(batchSize), imageLength), new Column("labels", labels));
        var inOrder = new FitOptions { Shuffle = false };
        Report($"train {batchSize}", batchSize, () => trainer.Fit(data, 1, options: inOrder));
    }

    private float[] Images(int count)
    {
        var pixels = new float[count * imageLength];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (float)((random.NextDouble() * 2) - 1);
        return pixels;
    }

    private static void Report(string task, int examples, Action call)
    {
        Repeat(call, WarmUp);
        double[] seconds = [.. Repeat(call, Duration).Order()];
        double median = seconds[seconds.Length / 2];
        Console.WriteLine(FormattableString.Invariant(
            $"{task,-10}  {median * 1e6,12:#,0.0} µs  {examples / median,12:#,0} images/s  (median of {seconds.Length})"));
    }

    private static List<double> Repeat(Action call, TimeSpan duration)
    {
        var seconds = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (seconds.Count < LeastCalls || Stopwatch.GetElapsedTime(start) < duration)
        {
            long begin = Stopwatch.GetTimestamp();
            call();
            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }
        return seconds;
    }
}
