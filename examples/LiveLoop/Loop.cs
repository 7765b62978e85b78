using System;
using System.Diagnostics;
using System.Globalization;

namespace LiveLoop;

/// <summary>Learns an amplifier, then plays through it, a call for each sample.</summary>
internal sealed class Loop(int calls)
{
    private const int BatchSize = 64;
    private const int TrainingSteps = 2000;

    // Enough for the JIT to have replaced its first code; a NativeAOT binary needs none.
    private const int WarmUp = 100_000;

    public void Run()
    {
        using var net = new Amplifier(seed: 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"learned to a mean squared error of {Learn(net):0.00000}"));
        Play(net, new Latencies(WarmUp));
        Report(net, new Latencies(calls));
    }

    private static float Learn(Amplifier net)
    {
        using var trainer = new Amplifier.Trainer(net, BatchSize, threads: 1);
        var random = new Random(1);
        float[] windows = new float[BatchSize * Signal.Window], targets = new float[BatchSize];
        float loss = 0;
        for (int step = 0; step < TrainingSteps; step++)
        {
            for (int example = 0; example < BatchSize; example++)
            {
                Span<float> window = windows.AsSpan(example * Signal.Window, Signal.Window);
                int time = random.Next(3 * Signal.SampleRate);
                for (int i = 0; i < window.Length; i++)
                    window[i] = Signal.Sample(time + i);
                targets[example] = Signal.Amplified(window);
            }
            loss = trainer.Step(windows, targets);
        }
        return loss;
    }

    /// <summary>The loop of a driver's callback: a sample comes, a sample goes.</summary>
    private static float Play(Amplifier net, Latencies latencies)
    {
        Span<float> window = stackalloc float[Signal.Window], sample = stackalloc float[1];
        float peak = 0;
        for (int call = 0; call < latencies.Calls; call++)
        {
            window[1..].CopyTo(window);
            window[^1] = Signal.Sample(call);

            long begin = Stopwatch.GetTimestamp();
            net.Predict(window, sample);
            latencies.Set(call, begin, Stopwatch.GetTimestamp());
            peak = MathF.Max(peak, MathF.Abs(sample[0]));
        }
        return peak;
    }

    private static void Report(Amplifier net, Latencies latencies)
    {
        int collections = GC.CollectionCount(0);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        float peak = Play(net, latencies);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        collections = GC.CollectionCount(0) - collections;

        latencies.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {latencies.Calls} samples, peak {peak:0.00}; a sample lasts {1e6 / Signal.SampleRate:0.00} us
            p50    {latencies.Quantile(0.5),8:0.00} us
            p99    {latencies.Quantile(0.99),8:0.00} us
            p99.9  {latencies.Quantile(0.999),8:0.00} us
            max    {latencies.Quantile(1),8:0.00} us
            garbage collections {collections}, bytes allocated {allocated}
            """));
    }
}
