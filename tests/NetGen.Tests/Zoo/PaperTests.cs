using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Oracle.Zoo;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Zoo;

/// <summary>What neither a count nor a prediction shows of the architectures: what is random in them, and what only training reads, as the papers have it.</summary>
public class PaperTests
{
    /// <summary>Huang et al. 2016: of the l-th of L branches 1 - l/L·(1 - 0.5) survives.</summary>
    [Fact]
    public void SurvivalFallsLinearly()
    {
        double[] survivals = [.. Layers("ResNet110StochasticDepth", "stochasticdepth").Select(l => l.Arguments.Double("survival"))];
        Assert.Equal(54, survivals.Length);
        for (int i = 0; i < survivals.Length; i++) Assert.Equal(1 - ((i + 1) / 54.0 * 0.5), survivals[i], 1e-6);
    }

    /// <summary>Szegedy et al. 2014, section 5: average pooling of 5x5 by 3, 128 filters of 1x1, 1024 rectified units, dropout of 70 %, weights of 0.3.</summary>
    [Theory]
    [InlineData("aux1", "first"), InlineData("aux2", "second")]
    public void AuxiliaryClassifiersOfGoogLeNet(string path, string reads)
    {
        BoundNetwork network = ZooSpecs.Networks["GoogLeNetWithAuxiliaries"];
        BoundLayer[] head = [.. network.Layers.Where(l => l.Path.StartsWith(path + ".", System.StringComparison.Ordinal))];
        Assert.Equal(["avgpool", "conv", "relu", "dense", "relu", "dropout", "dense"], head.Select(l => l.Layer.Signature.Keyword));
        Assert.Equal(reads, network.Values[head[0].Inputs[0]].Name);
        Assert.Equal(("4x4", "128x4x4", 0.7, "1000"), (
            string.Join("x", network.Values[head[0].Results[0]].Shape.Dims.Skip(1)), network.Values[head[1].Results[0]].Shape.ToString(),
            head[5].Arguments.Double("p"), network.Values[head[6].Results[0]].Shape.ToString()));
        Assert.Equal(0.3f, network.Training!.Losses.Single(l => l.Prediction == head[6].Results[0]).Weight);
    }

    /// <summary>Larsson et al. 2017, section 4: paths are dropped with 15 %, in half of the batches all but one column; dropout of 0, 10, 20, 30 and 40 %.</summary>
    [Fact]
    public void WhatFractalNetDrops()
    {
        BoundLayer[] joins = Layers("FractalNet20", "join");
        Assert.Equal(10, joins.Length);
        Assert.All(joins, join => Assert.Equal((0.15, 0.5), (System.Math.Round(join.Arguments.Double("drop"), 6), join.Arguments.Double("global"))));
        // Of two inputs and of three, and of three columns either way.
        Assert.Equal([3, 0, 3, 0, 3, 0, 3, 0, 3, 0], joins.Select(join => join.Arguments.Int("columns")));
        Assert.Equal([2, 3, 2, 3, 2, 3, 2, 3, 2, 3], joins.Select(join => join.Inputs.Count));
        Assert.Equal([0, 0.1, 0.2, 0.3, 0.4], Layers("FractalNet20", "dropout").Select(l => System.Math.Round(l.Arguments.Double("p"), 6)));
    }

    static BoundLayer[] Layers(string network, string keyword) => [.. ZooSpecs.Networks[network].Layers.Where(l => l.Layer.Signature.Keyword == keyword)];
}
