using System;
using System.Diagnostics;

namespace NetGen.Benchmarks.Contenders;

/// <summary>PyTorch stores images with channels first or last; which is faster depends on the network and the batch, and a careful user would try.</summary>
static class TorchFormats
{
    /// <summary>Whether channels last is faster.</summary>
    /// <param name="make">Makes the contender with channels last, or first.</param>
    /// <param name="calls">Of which the fastest counts.</param>
    public static bool IsLastFaster(Func<bool, IContender> make, int calls) => Fastest(make(true), calls) < Fastest(make(false), calls);

    static TimeSpan Fastest(IContender contender, int calls)
    {
        using (contender)
        {
            contender.Run();
            TimeSpan fastest = TimeSpan.MaxValue;
            for (int call = 0; call < calls; call++)
            {
                long start = Stopwatch.GetTimestamp();
                contender.Run();
                TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
                if (elapsed < fastest) fastest = elapsed;
            }

            return fastest;
        }
    }
}
