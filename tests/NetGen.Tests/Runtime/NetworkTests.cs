using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Runtime;

public unsafe class NetworkTests
{
    [Fact]
    public void ForksShareTheWeightsUntilTheLastIsDisposed()
    {
        var network = new LinearClassifier(seed: 4);
        LinearClassifier fork = network.Fork();
        Assert.True(network.RawWeights == fork.RawWeights);
        Assert.Equal(4ul, fork.Seed);
        network.Dispose();
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(network.Fork);
        Assert.Throws<ObjectDisposedException>(() => network.Predict(new float[5], new float[3]));
        fork.Parameters["dense1.bias"].CopyFrom([1, 2, 3]);
        fork.Dispose();
        Assert.Throws<ObjectDisposedException>(() => fork.Parameters[0].ToArray());
    }

    [Fact]
    public void PaddingStaysZero()
    {
        using var network = new LinearClassifier();
        for (int i = 0; i < LinearClassifier.Layout.Floats; i++)
            Assert.Equal(i % LinearClassifier.Lanes < LinearClassifier.Classes, network.RawWeights[i] != 0);
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        using var network = new LinearClassifier();
        var e = Assert.Throws<ArgumentException>("features", () => network.Predict(new float[7], new float[3]));
        Assert.Contains("multiple of 5", e.Message);
        Assert.Throws<ArgumentException>("features", () => network.Predict([], []));
        Assert.Contains("6 elements", Assert.Throws<ArgumentException>("scores", () => network.Predict(new float[10], new float[3])).Message);
        Assert.Throws<ArgumentException>("x", () => Check.Capacity("x", 65, 64));
    }

    [Fact]
    public void TheDescriptionIsATable()
    {
        using var network = new LinearClassifier();
        string[] lines = network.Describe().ToString().TrimEnd().Split('\n');
        Assert.Equal("LinearClassifier (scalar)", lines[0]);
        Assert.StartsWith("features  input", lines[3]);
        Assert.StartsWith("dense1    dense 3", lines[4]);
        Assert.StartsWith("total", lines[^2]);
        Assert.StartsWith("arena", lines[^1]);
        Assert.Single(lines.Skip(1).Select(line => line.Length).Distinct());
    }

    [Fact]
    public void TheTrainerHasGradientsSlotsAndACheckedRate()
    {
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 4);
        Assert.True(trainer.RawGradients != null && trainer.RawSlot(0) != trainer.RawGradients);
        Assert.Equal(18, trainer.Gradients.TotalCount);
        foreach (float rate in (float[])[-1, float.NaN, float.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>(() => trainer.LearningRate = rate);
        trainer.LearningRate = 0;
        trainer.Dispose();
        trainer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => trainer.Gradients[0].ToArray());
    }
}
