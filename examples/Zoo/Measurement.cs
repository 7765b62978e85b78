using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NetGen;
using NetGen.Data;

namespace Zoo;

/// <summary>Measures how long one prediction and one training step take, on random images.</summary>
internal sealed class Measurement(ZooNetwork network, int batchSize, int threads)
{
    private const int LeastCalls = 3;

    private readonly int imageLength = network.Input.Channels * network.Input.Height * network.Input.Width;
    private readonly Random random = new(1);

    /// <summary>How long each is repeated, behind a quarter of that to warm up.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="OutOfMemoryException">The batch is too large for the machine's memory.</exception>
    public void Run(TextWriter writer)
    {
        using Network net = network.Make(0, threads);
        ZooNetwork.Prediction predict = network.PredictionOf(net);
        float[] image = Images(1);
        var output = new float[network.OutputLength];
        Report(writer, "predict 1", 1, () => predict(image, output));

        if (!network.IsClassifier)
            return;

        using Trainer trainer = network.MakeTrainer(net, batchSize, threads);
        trainer.LearningRate = 0; // random images teach nothing, and weights that grow beyond all bounds take other time
        int[] labels = [.. Enumerable.Range(0, batchSize).Select(_ => random.Next(network.OutputLength))];
        var data = new DataSet(new Column("image", Images(batchSize), imageLength), new Column("labels", labels));
        var inOrder = new FitOptions { Shuffle = false };
        Report(writer, $"train {batchSize}", batchSize, () => trainer.Fit(data, 1, options: inOrder));
    }

    private float[] Images(int count)
    {
        var pixels = new float[count * imageLength];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (float)((random.NextDouble() * 2) - 1);
        return pixels;
    }

    private void Report(TextWriter writer, string task, int examples, Action call)
    {
        Repeat(call, Duration / 4);
        double[] seconds = [.. Repeat(call, Duration).Order()];
        double median = seconds[seconds.Length / 2];
        writer.WriteLine(FormattableString.Invariant(
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
