using System;
using NetGen.Shared;
using Xunit;

namespace NetGen.Tests.Examples;

public class TimeLeftTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(67, "1:07")]
    [InlineData(3599, "59:59")]
    [InlineData(3600, "1:00:00")]
    [InlineData(3661, "1:01:01")]
    [InlineData(30 * 3600, "30:00:00")]
    public void HoursAreShownWhereThereAreAny(int seconds, string expected) => Assert.Equal(expected, TimeLeft.Format(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void TheLongestTimeHasAText() => Assert.Equal("256204778:48:05", TimeLeft.Format(TimeSpan.MaxValue));
}
