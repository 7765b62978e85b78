using System;
using System.Linq;
using NetGen.Oracle;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using NetGen.Tests.Harness;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Layers;

/// <summary>
/// Noise in training is marginalized at test: what Predict gives, the same at each call, is the mean of many training passes. The pass of training shows in the loss: of a network whose result is one number y
/// the squared error to a target t is (y - t)², so that of two targets the loss gives y. All kinds of noise here are linear in what they multiply, so the mean is exact up to chance.
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
    ];

    [Theory, MemberData(nameof(Noises))]
    public void PredictionIsTheMeanOfTrainingPasses(string layers)
    {
        using INetworkUnderTest net = Noisy(layers, out int inputs);
        (float predicted, double mean, double error) = Passed(net, [.. Enumerable.Range(0, inputs).Select(i => MathF.Sin(i + 1))]);
        Assert.InRange(mean - predicted, -5 * error, 5 * error);
    }

    /// <summary>
    /// The maximum of a region of a ramp is where the region ends. In random order the sizes are alike on average, so that region i ends at (i + 1)·α; in the pseudorandom one Graham's
    /// formula gives the end for each u. Prediction has the borders of the regular order, less than one from either.
    /// </summary>
    [Theory, InlineData("random"), InlineData("pseudorandom")]
    public void FractionalPoolingDrawsTheBordersOfItsPaper(string sequence)
    {
        const int Rows = 13, Regions = 9;
        const double Alpha = Rows / (double)Regions;
        using INetworkUnderTest net = Noisy($"input x: 1x{Rows}x2\nfractionalmaxpool 1.4 sequence={sequence} overlapping=no | dense 1", out int inputs);
        for (int region = 0; region < Regions - 1; region += 3)
        {
            net.SetParameter("dense1.weight", [.. Enumerable.Range(0, Regions).Select(i => i == region ? 1f : 0)]);
            (float predicted, double mean, double error) = Passed(net, [.. Enumerable.Range(0, inputs).Select(i => (float)(i / 2))]);
            double expected = sequence == "random"
                ? (region + 1) * Alpha
                : Enumerable.Range(0, 100_000).Select(i => (i + 0.5) / 100_000).Average(u => Math.Floor(Alpha * (region + 1 + u)) - Math.Floor(Alpha * u));
            Assert.InRange(mean - (expected - 1), -5 * error, 5 * error);
            Assert.InRange(predicted - mean, -1, 1);
        }
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
        net.LearningRate = 0;
        float[] y = new float[1], again = new float[1];
        net.Predict([x], [y]);
        double sum = 0, squares = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            // (y - 0)² - (y - 1)² = 2y - 1; both passes of a step draw the same numbers.
            double drawn = (net.Backward([x, new float[] { 0 }]) - net.Step([x, new float[] { 1 }]) + 1) / 2;
            sum += drawn;
            squares += drawn * drawn;
        }
        net.Predict([x], [again]);

        double mean = sum / Passes, deviation = Math.Sqrt(Math.Max(0, (squares / Passes) - (mean * mean)));
        Assert.Equal(y, again);
        Assert.True(deviation > 1e-3, "nothing is random");
        return (y[0], mean, deviation / Math.Sqrt(Passes));
    }
}
