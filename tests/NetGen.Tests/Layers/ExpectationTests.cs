using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Oracle;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using NetGen.Tests.Harness;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Layers;

/// <summary>
/// Noise in training is marginalized at test: what Predict gives, the same at each call, is the mean of many training passes. The pass of training shows in the loss: of a network
/// whose result is one number y the squared error to a target t is (y - t)², so that of two targets the loss gives y. All kinds of noise here are linear in what they multiply, so
/// the mean is exact up to chance.
/// </summary>
public class ExpectationTests
{
    const int Passes = 4000;

    public static TheoryData<string> Noises() =>
    [
        "input x: 40\ndropout 0.3 | dense 1",
        "input x: 5x4x4\ndropout 0.5 per=channel | dense 1",
        "input x: 40\ndropconnect 6 p=0.4 | dense 1",
        "input x: 4x3x3\na = x | conv 4 3x3 pad=1 | stochasticdepth 0.7\nx + a | dense 1",
        "input x: 4x3x3\na = x | conv 4 3x3 pad=1 | stochasticdepth 0.4 per=example\nx + a | dense 1",
        "input x: 6\na = x | dense 4\nb = x | dense 4\nc = x | dense 4\njoin a, b, c drop=0.3 global=0.5 | dense 1",
        "input x: 6\na = x | dense 4\nb = x | dense 4\nc = x | dense 4\njoin a, b, c drop=1 | dense 1",
        "input x: 6\na = x | dense 4\nb = x | dense 4\njoin a, b drop=1 global=1 | dense 1",
    ];

    [Theory, MemberData(nameof(Noises))]
    public void PredictionIsTheMeanOfTrainingPasses(string layers)
    {
        using INetworkUnderTest net = Noisy(layers, out int inputs);
        (float predicted, double mean, double error) = Passed(net, [.. Enumerable.Range(0, inputs).Select(i => MathF.Sin(i + 1))]);
        Assert.InRange(mean - predicted, -5 * error, 5 * error);
    }

    /// <summary>
    /// The maximum of a region of a ramp is in its last row: the one before the border at which it ends, or, where regions overlap, the border, which the next region has too. In
    /// random order the sizes are alike on average, so that region i ends at (i + 1)·α; in the pseudorandom one Graham's formula gives the end for each u. Prediction has the
    /// borders of the regular order, less than one from either.
    /// </summary>
    [Theory]
    [InlineData("random", false), InlineData("pseudorandom", false), InlineData("random", true), InlineData("pseudorandom", true)]
    public void FractionalPoolingDrawsTheBordersOfItsPaper(string sequence, bool overlapping)
    {
        const int Rows = 13, Regions = 9;
        int last = overlapping ? 0 : 1;
        double alpha = (Rows - 1 + last) / (double)Regions;
        using INetworkUnderTest net = Noisy($"input x: 1x{Rows}x3\nfractionalmaxpool 1.4 sequence={sequence} overlapping={(overlapping ? "yes" : "no")} | dense 1", out int inputs);
        for (int region = 0; region < Regions - 1; region += 3)
        {
            net.SetParameter("dense1.weight", [.. Enumerable.Range(0, 2 * Regions).Select(i => i == 2 * region ? 1f : 0)]);
            (float predicted, double mean, double error) = Passed(net, [.. Enumerable.Range(0, inputs).Select(i => (float)(i / 3))]);
            double expected = sequence == "random"
                ? (region + 1) * alpha
                : Enumerable.Range(0, 100_000).Select(i => (i + 0.5) / 100_000).Average(u => Math.Floor(alpha * (region + 1 + u)) - Math.Floor(alpha * u));
            Assert.InRange(mean - (expected - last), -5 * error, 5 * error);
            Assert.InRange(predicted - mean, -1, 1);
        }
    }

    /// <summary>
    /// Globally one column of the whole network is kept, each as often as another: of three, a join of the deeper two passes on one of these, and where the first is kept another
    /// join takes no notice of it.
    /// </summary>
    [Fact]
    public void GlobalDropPathKeepsOneColumnOfTheNetwork()
    {
        using INetworkUnderTest net = Noisy(
            "input x: 3\na = x | slice 0 1\nb = x | slice 1 1\nc = x | slice 2 1\nhalf = join b, c global=1 columns=3\njoin a, half, half global=1 | dense 1", out _);
        net.SetParameter("dense1.weight", [1]);
        double[] drawn = [.. Drawn(net, [1, 2, 4]).Select(y => Math.Round(y, 3))];

        Assert.Equal([1, 2, 4], drawn.Distinct().Order());
        double third = Passes / 3.0, deviation = Math.Sqrt(Passes * 2 / 9.0);
        Assert.All(drawn.CountBy(y => y), column => Assert.InRange(column.Value, third - (5 * deviation), third + (5 * deviation)));
    }

    static INetworkUnderTest Noisy(string layers, out int inputs)
    {
        BoundNetwork network = SpecBinder.Bind($"network Noisy\nunroll tiles\n{layers}\ntrain\n  loss mse\n  optimizer sgd lr=1\n");
        inputs = (int)network.Values[network.Inputs[0]].Shape.Size;
        return GeneratedAssembly.Compile([network], MachineTargets.All[^1])("Noisy", 1, 1, 1);
    }

    /// <summary>The prediction, and the mean of many passes of training with its standard error.</summary>
    static (float Predicted, double Mean, double Error) Passed(INetworkUnderTest net, float[] x)
    {
        float[] y = new float[1], again = new float[1];
        net.Predict([x], [y]);
        double[] drawn = [.. Drawn(net, x)];
        net.Predict([x], [again]);

        double mean = drawn.Average(), deviation = Math.Sqrt(drawn.Average(y => (y - mean) * (y - mean)));
        Assert.Equal(y, again);
        Assert.True(deviation > 1e-3, "nothing is random");
        return (y[0], mean, deviation / Math.Sqrt(Passes));
    }

    /// <summary>What the passes of training give.</summary>
    static IEnumerable<double> Drawn(INetworkUnderTest net, float[] x)
    {
        net.LearningRate = 0;
        // (y - 0)² - (y - 1)² = 2y - 1; both passes of a step draw the same numbers.
        for (int pass = 0; pass < Passes; pass++) yield return (net.Backward([x, new float[] { 0 }]) - net.Step([x, new float[] { 1 }]) + 1) / 2;
    }
}
