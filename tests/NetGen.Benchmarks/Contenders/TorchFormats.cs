using System;
using System.Diagnostics;

namespace NetGen.Benchmarks.Contenders;

/// <summary>PyTorch stores images with channels first or last; which is faster depends on the network and the batch, and a careful user would try.</summary>
static class TorchFormats
{
    const int Calls = 3;

    /// <summary>Whether channels last is faster.</summary>
    /// <param name="make">Makes the contender with channels last, or first.</param>
    public static bool IsLastFaster(Func<bool, IContender> make) => Fastest(make(true)) < Fastest(make(false));

    static TimeSpan Fastest(IContender contender)
    {
        using (contender)
        {
            contender.Run();
            TimeSpan fastest = TimeSpan.MaxValue;
            for (int call = 0; call < Calls; call++)
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
