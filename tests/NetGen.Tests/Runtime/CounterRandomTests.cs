using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Runtime;

public class CounterRandomTests
{
    // The published vectors of Random123 (kat_vectors, philox 4x32 with 10 rounds).
    [Fact]
    public void PhiloxGivesThePublishedAnswers()
    {
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), CounterRandom.Philox((0, 0, 0, 0), 0, 0));
        Assert.Equal(
            (0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu),
            CounterRandom.Philox((0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff), 0xffffffff, 0xffffffff));
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            CounterRandom.Philox((0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344), 0xa4093822, 0x299f31d0));
    }

    [Fact]
    public void SeedStepSiteAndIndexGoToTheirWords()
    {
        var random = new CounterRandom(0x299f31d0_a4093822, 0x03707344_13198a2e, 0x85a308d3);
        Assert.Equal((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u), random.Block(0x243f6a88));
        uint[] words = [.. Enumerable.Range(0, 4).Select(i => random.UInt32(0x243f6a88L * 4 + i))];
        Assert.Equal([0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u], words);
    }

    [Fact]
    public void UniformHasItsMomentsAndRange()
    {
        var random = new CounterRandom(7, 1, 2);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => (double)random.Uniform(i))];
        Assert.InRange(values.Min(), 0, 1e-4);
        Assert.InRange(values.Max(), 0.9999, 1 - 1e-8);
        Assert.Equal(0.5, values.Average(), 0.005);
        Assert.Equal(1 / 12.0, values.Average(x => (x - 0.5) * (x - 0.5)), 0.002);
    }

    [Fact]
    public void NormalHasItsMoments()
    {
        var random = new CounterRandom(7, 1, 3);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => (double)random.Normal(i))];
        Assert.Equal(0, values.Average(), 0.015);
        Assert.Equal(1, values.Average(x => x * x), 0.03);
        Assert.Equal(0, values.Average(x => x * x * x), 0.06);
        Assert.Equal(3, values.Average(x => x * x * x * x), 0.2);
        Assert.Equal(0, values.Zip(values.Skip(1), (a, b) => a * b).Average(), 0.015);
    }

    [Fact]
    public void EverythingChangesTheNumbers()
    {
        uint[] words =
        [
            new CounterRandom(1, 1, 1).UInt32(1), new CounterRandom(2, 1, 1).UInt32(1), new CounterRandom(1, 2, 1).UInt32(1),
            new CounterRandom(1, 1, 2).UInt32(1), new CounterRandom(1, 1, 1).UInt32(2), new CounterRandom(1ul << 40, 1, 1).UInt32(1),
            new CounterRandom(1, 1ul << 40, 1).UInt32(1),
        ];
        Assert.Equal(words.Length, words.Distinct().Count());
    }
}
