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
        BoundNetwork network = SpecBinder.Bind($"network Noisy\nunroll tiles\n{layers}\ntrain\n  loss mse\n  optimizer sgd lr=1\n");
        NetworkFactory factory = GeneratedAssembly.Compile([network], MachineTargets.All[^1]);
        using INetworkUnderTest net = factory("Noisy", 1, 1, 1);
        net.LearningRate = 0;
        float[] x = [.. Enumerable.Range(0, (int)network.Values[network.Inputs[0]].Shape.Size).Select(i => MathF.Sin(i + 1))], y = new float[1], again = new float[1];
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
        Assert.InRange(mean - y[0], -5 * deviation / Math.Sqrt(Passes), 5 * deviation / Math.Sqrt(Passes));
    }
}
