using System;
using System.Linq;
using NetGen.Sampling;
using Xunit;

namespace NetGen.Tests.Sampling;

public class SamplerTests
{
    const int Draws = 100_000;

    static readonly float[] Logits = [0.3f, -1.2f, 2.1f, 0.3f, -0.7f, 1.4f, float.NegativeInfinity, 0.9f];

    static readonly double[] Probabilities = Softmax(Logits, 1);

    static double[] Softmax(float[] logits, double temperature)
    {
        double[] exponentials = [.. logits.Select(l => Math.Exp(l / temperature))];
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }

    /// <summary>The probabilities of some classes, among each other.</summary>
    static double[] Among(double[] probabilities, params int[] classes) =>
        [.. probabilities.Select((p, i) => classes.Contains(i) ? p / classes.Sum(c => probabilities[c]) : 0)];

    public static TheoryData<float, int, float, double[]> Settings() => new()
    {
        { 1, 0, 1, Probabilities },
        { 0.5f, 0, 1, Softmax(Logits, 0.5) },
        { 3, 0, 1, Softmax(Logits, 3) },
        { 1, 3, 1, Among(Probabilities, 2, 5, 7) },
        { 2, 3, 1, Among(Softmax(Logits, 2), 2, 5, 7) },
        { 1, 4, 1, Among(Probabilities, 2, 5, 7, 0) }, // of the two equal ones the first
        { 1, 1, 1, Among(Probabilities, 2) },
        { 1, 100, 1, Probabilities },
        { 1, 0, 0.6f, Among(Probabilities, 2, 5) },    // 0.450 and 0.224
        { 1, 0, 0.7f, Among(Probabilities, 2, 5, 7) }, // and 0.136
        { 1, 0, 1e-6f, Among(Probabilities, 2) },
        { 1, 3, 0.8f, Among(Probabilities, 2, 5) },    // of the three they are 0.556 and 0.276
        { 0, 0, 1, Among(Probabilities, 2) },
    };

    [Theory, MemberData(nameof(Settings))]
    public void FrequenciesAreTheProbabilities(float temperature, int topK, float topP, double[] expected)
    {
        var sampler = new Sampler(Logits.Length, temperature, topK, topP, seed: 3);
        int[] counts = new int[Logits.Length];
        for (int i = 0; i < Draws; i++) counts[sampler.Next(Logits)]++;

        double chiSquare = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if (expected[i] == 0) Assert.Equal(0, counts[i]);
            else chiSquare += Math.Pow(counts[i] - (Draws * expected[i]), 2) / (Draws * expected[i]);
        }
        Assert.True(chiSquare < 24.3, $"chi-square {chiSquare:F1}"); // 0.1 % of all samples exceed it with six degrees of freedom, fewer with fewer
    }

    [Fact]
    public void ADrawIsAFunctionOfSeedAndNumber()
    {
        Sampler a = new(8, seed: 1), b = new(8, seed: 1), other = new(8, seed: 2);
        int[] first = [.. Enumerable.Range(0, 100).Select(_ => a.Next(Logits))];

        Assert.Equal(first, Enumerable.Range(0, 100).Select(_ => b.Next(Logits)));
        Assert.NotEqual(first, Enumerable.Range(0, 100).Select(_ => other.Next(Logits)));
        Assert.Equal(100, a.Draws);
        Assert.Equal(first[17], a.Draw(Logits, 17));
        a.Draws = 40;
        Assert.Equal(first[40..50], Enumerable.Range(0, 10).Select(_ => a.Next(Logits)));
    }

    [Fact]
    public void GreedyTakesTheFirstOfTheGreatest()
    {
        Assert.Equal(2, Sampler.Greedy(Logits));
        Assert.Equal(1, Sampler.Greedy([0, 5, 5]));
        Assert.Equal(2, Sampler.Greedy([float.NaN, float.NaN, float.NegativeInfinity, float.NaN]));
        Assert.Equal(0, Sampler.Greedy([float.NaN, float.NaN]));
        Assert.Equal(0, Sampler.Greedy([float.NegativeInfinity, float.NegativeInfinity]));
        Assert.Throws<ArgumentException>(() => Sampler.Greedy([]));
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(0.7f, 5, 0.9f)]
    [InlineData(0, 0, 1)]
    public void ADrawAllocatesNothing(float temperature, int topK, float topP)
    {
        var sampler = new Sampler(1000, temperature, topK, topP);
        float[] logits = [.. Enumerable.Range(0, 1000).Select(i => MathF.Sin(i))];
        sampler.Next(logits);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) sampler.Next(logits);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void LogitsOfAnySizeHaveProbabilities()
    {
        Assert.Equal(1, new Sampler(2).Next([-1e38f, 3e38f]));
        Assert.Equal(0, new Sampler(2, temperature: float.Epsilon).Next([1e-30f, 0]));
        Assert.Equal(1, new Sampler(2).Next([float.NegativeInfinity, -3e38f]));
    }

    [Theory]
    [InlineData(new float[] { 0, float.NaN })]
    [InlineData(new float[] { float.NaN, 0 })]
    [InlineData(new float[] { float.PositiveInfinity, 0 })]
    [InlineData(new float[] { float.NegativeInfinity, float.NegativeInfinity })]
    [InlineData(new float[] { 0 })]
    public void LogitsWithoutProbabilitiesAreRefused(float[] logits)
    {
        Assert.Throws<ArgumentException>(() => new Sampler(2).Next(logits));
        Assert.Throws<ArgumentException>(() => new Sampler(2, temperature: 0).Next(logits));
        Assert.Throws<ArgumentException>(() => new Sampler(2, topP: 0.5f).Next(logits));
    }

    [Fact]
    public void SettingsOutOfRangeAreRefused()
    {
        foreach (float temperature in new[] { -1, float.NaN, float.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>("temperature", () => new Sampler(2, temperature));
        foreach (float topP in new[] { 0, 1.1f, float.NaN })
            Assert.Throws<ArgumentOutOfRangeException>("topP", () => new Sampler(2, topP: topP));
        Assert.Throws<ArgumentOutOfRangeException>("topK", () => new Sampler(2, topK: -1));
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => new Sampler(0));
    }
}
