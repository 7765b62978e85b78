using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Runtime;

public class RandomSequenceTests
{
    private const int Draws = 50_000;

    [Fact]
    public void NumbersAreThoseOfTheCounter()
    {
        var random = new CounterRandom(7, 3, 2);
        var sequence = new RandomSequence(7, 3, 2);
        Assert.Equal([random.Uniform(0), random.Uniform(1)], [sequence.Uniform(), sequence.Uniform()]);
        Assert.Equal(random.NormalPair(1).Even, sequence.Normal());
        Assert.Equal(random.Uniform(8), sequence.Uniform());
    }

    [Theory]
    [InlineData(0.2), InlineData(1), InlineData(4.5)]
    public void GammaHasItsMeanAndVariance(double shape)
    {
        var random = new RandomSequence(1);
        double[] numbers = [.. Enumerable.Range(0, Draws).Select(_ => random.Gamma(shape))];
        Assert.Equal(shape, numbers.Average(), 5 * Math.Sqrt(shape / Draws));
        // The fourth central moment is 3·shape² + 6·shape.
        Assert.Equal(shape, numbers.Average(x => (x - shape) * (x - shape)), 5 * Math.Sqrt(((2 * shape * shape) + (6 * shape)) / Draws));
        Assert.All(numbers, x => Assert.True(x >= 0));
    }

    [Theory]
    [InlineData(0.2, 0.2), InlineData(1.2, 0.2), InlineData(1, 1), InlineData(3, 2), InlineData(1e-4, 1e-4)]
    public void BetaHasItsMeanAndVariance(double a, double b)
    {
        var random = new RandomSequence(1);
        double[] numbers = [.. Enumerable.Range(0, Draws).Select(_ => (double)random.Beta(a, b))];
        double mean = a / (a + b), variance = a * b / ((a + b) * (a + b) * (a + b + 1));
        Assert.Equal(mean, numbers.Average(), 5 * Math.Sqrt(variance / Draws));
        Assert.Equal(variance, numbers.Average(x => (x - mean) * (x - mean)), 0.005);
        Assert.All(numbers, x => Assert.InRange(x, 0, 1));
    }

    [Fact]
    public void UniformOfOneIsUniform()
    {
        // Beta(1, 1) is uniform: Kolmogorov's distance, below 1.95/√n with probability 0.999.
        var random = new RandomSequence(2);
        float[] sorted = [.. Enumerable.Range(0, Draws).Select(_ => random.Beta(1, 1)).Order()];
        Assert.InRange(sorted.Select((x, i) => Math.Abs(x - ((i + 0.5) / Draws))).Max(), 0, 1.95 / Math.Sqrt(Draws));
    }
}
