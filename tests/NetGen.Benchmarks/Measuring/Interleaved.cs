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
/// <param name="AllocatedBytes">Managed memory allocated by a call, on all threads.</param>
sealed record Measurement(string Contender, double Seconds, double AllocatedBytes);

/// <summary>Measures contenders in turns, A B C A B C …, so that what else the machine does meets all of them.</summary>
static class Interleaved
{
    // The threads of a pool that wait actively for more work have gone to sleep by then.
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(5);

    public static IReadOnlyList<Measurement> Measure(IReadOnlyList<IContender> contenders, Effort effort)
    {
        int[] calls = [.. contenders.Select(c => WarmUp(c, effort))];
        var turns = contenders.Select(_ => new double[effort.Rounds]).ToArray();
        var allocated = new long[contenders.Count];
        for (int round = 0; round < effort.Rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                Thread.Sleep(Rest);
                if (calls[i] > 1) contenders[i].Run(); // wakes its threads and fills the caches
                long before = GC.GetTotalAllocatedBytes(precise: true);
                turns[i][round] = Time(contenders[i], calls[i]) / calls[i];
                allocated[i] += GC.GetTotalAllocatedBytes(precise: true) - before;
            }
        }

        return [.. contenders.Select((c, i) => new Measurement(c.Name, Median(turns[i]), Math.Ceiling(allocated[i] / ((double)calls[i] * effort.Rounds))))];
    }

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Gives the calls of a turn.</summary>
    static int WarmUp(IContender contender, Effort effort)
    {
        int calls = 0;
        double seconds = 0;
        for (int next = 1; seconds * 1000 < effort.WarmUp; next *= 2)
        {
            seconds = Time(contender, next);
            calls = next;
        }

        return Math.Max(1, (int)(effort.Turn / 1000 / (seconds / calls)));
    }

    static double Time(IContender contender, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++) contender.Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
