using System.Linq;
using Xunit;

namespace NetGen.Tests.Binding;

/// <summary>What the counts of a network say of sequences: multiply-adds are those of all time steps.</summary>
public class SequenceTests
{
    [Theory]
    [InlineData("input x: tokens(83)[64]\nembed 64 | lstm 256 layers=2 | dense 83", 64L * ((4 * 256 * (64 + 256)) + (4 * 256 * (256 + 256)) + (256 * 83)))]
    [InlineData("input x: 8[50]\ngru 16 returns=last | dense 3", (50L * 3 * 16 * (8 + 16)) + (16 * 3))]
    [InlineData("input x: 1x5x5[3]\nconv 2 3x3", 3L * 2 * 9 * 9)]
    [InlineData("input x: 8[5]\ninput m: 8[7]\na = x | dense 8\nb = m | dense 8\nattend a, b", (5L * 64) + (7 * 64) + (5 * 2 * 7 * 8))]
    public void MultiplyAddsAreThoseOfAllTimeSteps(string layers, long expected) =>
        Assert.Equal(expected, Specs.One($"network Counted\n{layers}\n").Layers.Sum(l => l.MultiplyAdds));

    [Fact]
    public void LengthIsTheNumberOfTimeSteps() =>
        Assert.Equal(7, Specs.One("network N\ninput x: 3[7]\nx | dense x.length\n").Values[^1].Shape[0]);

    /// <summary>A scan's steps are single values, what it yields is a sequence again.</summary>
    [Fact]
    public void ScanYieldsSequences()
    {
        var network = Specs.One(
            "network N\ninput x: 8[50]\na, b = recur: scan v in x\n  carry h: 16 learned\n  h = v | rnncell h\n  yield h\n  yield h | fc: dense 3\noutput a, b\n");
        Assert.Equal(["a 16[50]", "b 3[50]"], network.Outputs.Select(o => $"{network.Values[o].Name} {network.Values[o].Shape}[{network.Values[o].Times}]"));
        Assert.All(network.Outputs, o => Assert.False(network.Values[o].IsStep));
        Assert.Equal(
        [
            "recur.h.initial 16",
            "recur.rnncell1.weight_ih 16x8", "recur.rnncell1.weight_hh 16x16", "recur.rnncell1.bias_ih 16", "recur.rnncell1.bias_hh 16",
            "recur.fc.weight 3x16", "recur.fc.bias 3",
        ], network.Layers.SelectMany(l => l.Parameters).Select(p => $"{p.Name} {p.Shape}"));
        Assert.Equal(50L * ((16 * (8 + 16)) + (16 * 3)), network.Layers.Sum(l => l.MultiplyAdds));
    }
}
