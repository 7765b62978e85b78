using System;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using NetGen.Generator;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Generator;

/// <summary>Measures what edits of LeNet-5 cost in an editor, and prints it: a time is no condition of a test on a machine that does other things as well.</summary>
public class WarmGenerationTests(ITestOutputHelper output)
{
    private const int Edits = 12;

    [Theory]
    [InlineData("every size")]
    [InlineData("the width of a layer")]
    [InlineData("the learning rate")]
    public void AnEditOfLeNet5(string what)
    {
        GeneratorProject project = new GeneratorProject().Property("NetGenTargetList", "").File("LeNet5.net.txt", Examples.LeNet5Text);
        project.Run();
        TimeSpan generator = default, parsing = default;
        for (int i = 0; i < 2 * Edits; i++)
        {
            project.File("LeNet5.net.txt", Edited(i));
            GeneratorResult? result = null;
            TimeSpan run = Time(() => result = project.Run());
            Assert.False(result!.IsCached(Steps.Compiled));
            // Only when somebody asks for a tree is it parsed; an editor keeps those of files whose text is as before.
            TimeSpan parse = Time(() =>
            {
                foreach (SyntaxTree tree in result.Output.SyntaxTrees) tree.GetRoot();
            });
            if (i < Edits) continue;
            generator += run;
            parsing += parse;
        }

        double edits = generator.TotalMilliseconds / Edits, reads = parsing.TotalMilliseconds / Edits;
        output.WriteLine(FormattableString.Invariant(
            $"LeNet-5, four targets, after an edit of {what}: {edits:0.0} ms, and {reads:0.0} ms to parse all that was generated"));

        string Edited(int i)
        {
            string rate = Examples.LeNet5Text.Replace("lr=1e-3", $"lr={i + 2}e-3", StringComparison.Ordinal);
            string width = Examples.LeNet5Text.Replace("dense 84", $"dense {85 + i}", StringComparison.Ordinal);
            return what switch
            {
                "the learning rate" => rate,
                "the width of a layer" => width,
                _ => width.Replace("conv 6", $"conv {(i % 2 == 0 ? 5 : 6)}", StringComparison.Ordinal).Replace("conv 16", $"conv {17 + i}", StringComparison.Ordinal)
                    .Replace("dense 120", $"dense {121 + i}", StringComparison.Ordinal),
            };
        }

        static TimeSpan Time(Action action)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(start);
        }
    }
}
