using System;
using Xunit;

namespace NetGen.Tests.Runtime;

public unsafe class AlignedBufferTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(17), InlineData(100_003)]
    public void IsAlignedZeroAndHasSlack(int floats)
    {
        using var buffer = new AlignedBuffer(floats);
        Assert.Equal(0, (nint)buffer.Pointer % AlignedBuffer.Alignment);
        Assert.Equal(floats, buffer.Length);
        int withSlack = floats + AlignedBuffer.SlackBytes / sizeof(float);
        Assert.Equal(-1, new ReadOnlySpan<float>(buffer.Pointer, withSlack).IndexOfAnyExcept(0f));
    }

    [Fact]
    public void RefusesImpossibleSizes()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
        Assert.Contains("9223372036854775807", Assert.Throws<OutOfMemoryException>(() => new AlignedBuffer(long.MaxValue)).Message);
        Assert.Throws<OutOfMemoryException>(() => new AlignedBuffer(1L << 50));
    }

    [Fact]
    public void DisposesTwice()
    {
        var buffer = new AlignedBuffer(3);
        buffer.Dispose();
        buffer.Dispose();
        Assert.True(buffer.Pointer == null);
    }
}
