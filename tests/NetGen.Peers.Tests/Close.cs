using System;
using System.Linq;
using Xunit;

namespace NetGen.Peers.Tests;

static class Close
{
    /// <summary>Requires agreement relative to the largest of the numbers, however small it is; where all are zero, zeros.</summary>
    public static void Check(string what, float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        double error = expected.Zip(actual, (e, a) => Math.Abs((double)e - a)).Max();
        Assert.True(error <= tolerance * scale, $"{what}: the largest difference is {error:G3}, of numbers up to {scale:G3}");
    }

    public static float[] Random(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
}
