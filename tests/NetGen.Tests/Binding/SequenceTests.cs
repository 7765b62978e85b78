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
}
