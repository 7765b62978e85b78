using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Measuring;

/// <summary>What the processor's multiply-add units give at most, measured: independent chains of fused multiply-adds in registers.</summary>
static class FmaPeak
{
    const int Count = 12; // twice the chains that hide the latency of current processors
    const int Steps = 100_000; // some tenths of a millisecond: of the tries, some are not interrupted
    const int Tries = 200;

    /// <summary>Floating-point operations a second of one thread with the widest vectors there are; a multiply-add is two.</summary>
    public static double Measure() => Vector512.IsHardwareAccelerated ? Measure512() : Measure256();

    public static double Measure512() => Best(Chains<Vector512<float>, Bits512>, Vector512<float>.Count);

    public static double Measure256() => Best(Chains<Vector256<float>, Bits256>, Vector256<float>.Count);

    static double Best(Func<int, float> chains, int lanes) => Enumerable.Range(0, Tries).Max(_ =>
    {
        long start = Stopwatch.GetTimestamp();
        if (chains(Steps) == 1) throw new InvalidOperationException(); // keeps the result alive
        return 2.0 * lanes * Count * Steps / Stopwatch.GetElapsedTime(start).TotalSeconds;
    });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Chains<TVector, TBits>(int steps)
        where TVector : struct
        where TBits : IBits<TVector>
    {
        TVector x = TBits.Create(0.5f), y = TBits.Create(1f);
        TVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (int step = 0; step < steps; step++)
        {
            a = TBits.MultiplyAdd(a, x, y);
            b = TBits.MultiplyAdd(b, x, y);
            c = TBits.MultiplyAdd(c, x, y);
            d = TBits.MultiplyAdd(d, x, y);
            e = TBits.MultiplyAdd(e, x, y);
            f = TBits.MultiplyAdd(f, x, y);
            g = TBits.MultiplyAdd(g, x, y);
            h = TBits.MultiplyAdd(h, x, y);
            i = TBits.MultiplyAdd(i, x, y);
            j = TBits.MultiplyAdd(j, x, y);
            k = TBits.MultiplyAdd(k, x, y);
            l = TBits.MultiplyAdd(l, x, y);
        }

        return TBits.Sum(a) + TBits.Sum(b) + TBits.Sum(c) + TBits.Sum(d) + TBits.Sum(e) + TBits.Sum(f) +
            TBits.Sum(g) + TBits.Sum(h) + TBits.Sum(i) + TBits.Sum(j) + TBits.Sum(k) + TBits.Sum(l);
    }

    interface IBits<TVector>
    {
        static abstract TVector Create(float value);

        static abstract TVector MultiplyAdd(TVector a, TVector x, TVector y);

        static abstract float Sum(TVector vector);
    }

    readonly struct Bits512 : IBits<Vector512<float>>
    {
        public static Vector512<float> Create(float value) => Vector512.Create(value);

        public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> x, Vector512<float> y) => Vector512.FusedMultiplyAdd(a, x, y);

        public static float Sum(Vector512<float> vector) => Vector512.Sum(vector);
    }

    readonly struct Bits256 : IBits<Vector256<float>>
    {
        public static Vector256<float> Create(float value) => Vector256.Create(value);

        public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> x, Vector256<float> y) => Vector256.FusedMultiplyAdd(a, x, y);

        public static float Sum(Vector256<float> vector) => Vector256.Sum(vector);
    }
}
