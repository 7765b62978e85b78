using System;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Labels that are no class are refused, before anything is computed.</summary>
public class LabelTests
{
    private const int Examples = 8;

    private static readonly float[] Features = [.. Enumerable.Range(0, Examples * 4).Select(i => i / 32f)];

    [Theory]
    [InlineData("auto", "softmax-cross-entropy", -1)]
    [InlineData("auto", "hinge", 3)]
    [InlineData("tiles", "softmax-cross-entropy", int.MaxValue)]
    [InlineData("tiles", "hinge", int.MinValue)]
    public void ALabelThatIsNoClassIsNamed(string unroll, string loss, int label)
    {
        using GeneratedNetwork net = Net(unroll, loss);
        int[] labels = [0, 1, 2, 0, 1, label, 0, 1];
        Array[] given = [Features, labels];
        float[] before = net.Network.Parameters[0].ToArray();

        Action[] calls =
        [
            () => net.Methods.Step(given), () => net.Methods.Backward(given), () => net.Methods.Evaluate(given), () => net.Trainer.Evaluate(Data(labels)),
        ];
        foreach (Action call in calls)
        {
            ArgumentException e = Assert.Throws<ArgumentException>("labels", call);
            Assert.StartsWith($"Expected numbers from 0 to 2; got {label} at index 5.", e.Message, StringComparison.Ordinal);
        }
        ArgumentException fit = Assert.Throws<ArgumentException>("labels", () => net.Trainer.Fit(Data(labels), 1));
        Assert.Contains($"got {label} ", fit.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Network.Parameters[0].ToArray());
    }

    [Fact]
    public void TheFirstAndTheLastClassAreRight()
    {
        using GeneratedNetwork net = Net("tiles", "softmax-cross-entropy");

        Assert.True(float.IsFinite(net.Methods.Step([Features, new[] { 0, 2, 0, 2, 0, 2, 0, 2 }])));
    }

    private static GeneratedNetwork Net(string unroll, string loss) => new($"""
        network Labelled
        unroll {unroll}
        input x: 4
        dense 3
        train
          loss {loss}
          optimizer sgd
        """);

    private static DataSet Data(int[] labels) => new(new Column("x", Features, 4), new Column("label", labels));
}
