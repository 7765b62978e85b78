using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Measuring;

/// <summary>What the processor's multiply-add units give at most, measured: independent chains of fused multiply-adds in registers.</summary>
static class FmaPeak
{
    const int Chains = 12; // twice those that hide the latency of current processors
    const int Steps = 100_000; // some tenths of a millisecond: of the tries, some are not interrupted
    const int Tries = 200;

    /// <summary>Floating-point operations a second of one thread with the widest vectors there are; a multiply-add is two.</summary>
    public static double Measure() => Vector512.IsHardwareAccelerated ? Measure512() : Measure256();

    public static double Measure512() => Best(Chains512, Vector512<float>.Count);

    public static double Measure256() => Best(Chains256, Vector256<float>.Count);

    static double Best(Func<int, float> chains, int lanes) => Enumerable.Range(0, Tries).Max(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        if (chains(Steps) == 1) throw new InvalidOperationException(); // keeps the result alive
        return 2.0 * lanes * Chains * Steps / Stopwatch.GetElapsedTime(start).TotalSeconds;
    });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Chains512(int steps)
    {
        Vector512<float> x = Vector512.Create(0.5f), y = Vector512.Create(1f);
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Chains256(int steps)
    {
        Vector256<float> x = Vector256.Create(0.5f), y = Vector256.Create(1f);
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
