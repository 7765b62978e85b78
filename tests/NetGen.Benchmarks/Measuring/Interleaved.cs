using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using NetGen.Benchmarks.Contenders;

namespace NetGen.Benchmarks.Measuring;

/// <summary>What one call takes and allocates.</summary>
/// <param name="Contender">Its name.</param>
/// <param name="Seconds">The median of the rounds.</param>
/// <param name="AllocatedBytes">Managed memory allocated by a call on all threads, rounded up; the least of the rounds, since the runtime itself allocates now and then.</param>
sealed record Measurement(string Contender, double Seconds, double AllocatedBytes);

/// <summary>
/// Measures contenders in turns, A B C A B C …, so that what else the machine does meets all of them. A turn is many short blocks of calls, and their median counts:
/// a block in which another process had the processor does not.
/// </summary>
static class Interleaved
{
    const double Block = 200e-6; // seconds; short beside the time slices of the system, long beside the reading of the clock

    // The threads of a pool that wait actively for more work have gone to sleep by then.
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(5);

    public static IReadOnlyList<Measurement> Measure(IReadOnlyList<IContender> contenders, Effort effort)
    {
        int[] calls = [.. contenders.Select(c => WarmUp(c, effort))];
        var rounds = contenders.Select(_ => new List<Turn>()).ToArray();
        for (int round = 0; round < effort.Rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                Thread.Sleep(Rest);
                rounds[i].Add(Take(contenders[i], calls[i], effort));
            }
        }

        return [.. contenders.Select((c, i) => new Measurement(
            c.Name, Median([.. rounds[i].Select(turn => turn.Seconds)]), Math.Ceiling(rounds[i].Min(turn => turn.AllocatedBytes))))];
    }

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Gives the calls of a block.</summary>
    static int WarmUp(IContender contender, Effort effort)
    {
        int calls = 0;
        double seconds = 0;
        for (int next = 1; seconds * 1000 < effort.WarmUp; next *= 2)
        {
            seconds = Time(contender, next);
            calls = next;
        }

        return Math.Max(1, (int)(Block / (seconds / calls)));
    }

    static Turn Take(IContender contender, int calls, Effort effort)
    {
        if (calls > 1) contender.Run(); // wakes its threads and fills the caches
        var blocks = new List<double>((int)(effort.Turn / 1000 / Block) * 2);
        long before = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp();
        do blocks.Add(Time(contender, calls) / calls);
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < effort.Turn && blocks.Count < blocks.Capacity);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        return new Turn(Median([.. blocks]), allocated / ((double)calls * blocks.Count));
    }

    static double Time(IContender contender, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++) contender.Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    readonly record struct Turn(double Seconds, double AllocatedBytes);
}
