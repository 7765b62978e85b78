using System;
using System.Numerics;

namespace NetGen;

/// <summary>The length of a long vector, whose squares are added in double precision.</summary>
internal static class EuclideanNorm
{
    public static float Of(ReadOnlySpan<float> values)
    {
        Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
        int at = 0;
        for (; at <= values.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[at..]), out Vector<double> first, out Vector<double> second);
            low += first * first;
            high += second * second;
        }
        double sum = Vector.Sum(low + high);
        for (; at < values.Length; at++)
            sum += (double)values[at] * values[at];
        return (float)Math.Sqrt(sum);
    }
}
