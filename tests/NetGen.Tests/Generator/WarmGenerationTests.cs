using System;
using NetGen.Generator;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Generator;

/// <summary>Measures what an edit of LeNet-5 costs in an editor, and prints it: a time is no condition of a test on a machine that does other things as well.</summary>
public class WarmGenerationTests(ITestOutputHelper output)
{
    private const int Edits = 30;

    [Fact]
    public void AnEditOfLeNet5()
    {
        GeneratorProject project = new GeneratorProject().Property("NetGenTargetList", "").File("LeNet5.net.txt", Examples.LeNet5Text);
        project.Run();
        TimeSpan start = default;
        for (int i = 0; i < 2 * Edits; i++)
        {
            if (i == Edits) start = Environment.CpuUsage.UserTime;
            project.File("LeNet5.net.txt", Examples.LeNet5Text.Replace("dense 84", $"dense {85 + i}", StringComparison.Ordinal));
            Assert.False(project.Run().IsCached(Steps.Compiled));
        }

        double milliseconds = (Environment.CpuUsage.UserTime - start).TotalMilliseconds / Edits;
        output.WriteLine(FormattableString.Invariant($"LeNet-5, four targets, the generator and Roslyn's parsing of its output: {milliseconds:0.0} ms of processor time"));
    }
}
