using System;
using System.Diagnostics;

namespace LiveLoop;

/// <summary>The times of all calls, kept in memory taken beforehand.</summary>
internal sealed class Latencies(int calls)
{
    private readonly long[] ticks = new long[calls];

    public int Calls => ticks.Length;

    public void Set(int call, long begin, long end) => ticks[call] = end - begin;

    public void Sort() => Array.Sort(ticks);

    /// <summary>The time in microseconds that this share of the calls did not exceed; sorted first.</summary>
    public double Quantile(double share) => ticks[Math.Min((int)(share * ticks.Length), ticks.Length - 1)] * 1e6 / Stopwatch.Frequency;
}
