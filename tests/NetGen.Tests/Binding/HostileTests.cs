using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Xunit;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;

namespace NetGen.Tests.Binding;

/// <summary>Texts that no one should write: each gives diagnostics, soon, and never an exception.</summary>
public sealed class HostileTests
{
    const string Net = "network Test\ninput x: 4\n";

    public static TheoryData<string, string> Texts => new()
    {
        { "million characters", new string('a', 1_000_000) },
        { "million characters of a pipeline", Net + string.Concat(Enumerable.Repeat("relu | ", 140_000)) + "relu" },
        { "million lines", Net + string.Concat(Enumerable.Repeat("§\n", 1_000_000)) },
        { "million continued lines", Net + "relu\n" + string.Concat(Enumerable.Repeat("| relu\n", 100_000)) },
        { "million blanks", Net + "relu\n" + new string('\n', 1_000_000) + "rleu" },
        { "thousand nested repeats", Net + Nested(1000, "repeat 1") + "relu" },
        { "thousand nested ifs", Net + Nested(1000, "if yes") + "relu" },
        { "thousand nested blocks", string.Concat(Enumerable.Range(0, 1000).Select(i => $"block b{i}\n  in | b{i + 1}\n")) + "block b1000\n  in | relu\n" + Net + "b0" },
        { "blocks that double", string.Concat(Enumerable.Range(0, 60).Select(i => $"block b{i}\n  in | b{i + 1} | b{i + 1}\n")) + "block b60\n  if no\n    relu\n" + Net + "b0" },
        { "recursive block", "block b\n  in | b\n" + Net + "b" },
        { "mutually recursive blocks", "block a\n  in | b\nblock b\n  in | a\n" + Net + "a" },
        { "parentheses", Net + "dense " + new string('(', 5000) + "1" + new string(')', 5000) },
        { "minuses", Net + "dense " + new string('-', 5000) + "1" },
        { "nots", Net + "if " + string.Concat(Enumerable.Repeat("not ", 2000)) + "yes\n  relu" },
        { "long sum", Net + "dense 1" + string.Concat(Enumerable.Repeat(" + 1", 2000)) },
        { "long size", Net + "reshape 1" + string.Concat(Enumerable.Repeat("x1", 4000)) },
        { "huge size", Net + "reshape 2147483647x2147483647x2147483647x2147483647x2147483647" },
        { "huge shape product", Net + "reshape 65536x65536x65536x65536" },
        { "integer overflow", Net + "dense 4611686018427387904 * 2" },
        { "smallest integer", Net + "dense (-9223372036854775807 - 1) / -1" },
        { "remainder of the smallest integer", Net + "dense (-9223372036854775807 - 1) % -1" },
        { "layer of 2^31 parameters", "network Test\ninput x: 65536\ndense 32768" },
        { "result of 2^31 elements", "network Test\ninput x: 1x32768x32768\nconv 2 1x1" },
        { "huge window", "network Test\ninput x: 1x3x3\nmaxpool 65536 stride=65536 pad=32768 | conv 3 65536 pad=1048576 dilation=65536" },
        { "huge padding", "network Test\ninput x: 1x2147483647x1\nconv 1 3x1 pad=1048576x0" },
        { "control characters", string.Concat(Enumerable.Range(0, 32).Select(i => (char)i)) },
        { "line separators", Net + "relu\u2028rleu\u0085\u2029" },
        { "lone surrogates", Net + "\uD800 \uDC00 | \uFFFF\uFFFE" },
        { "emoji", Net + "😀: relu | 😀" },
        { "byte-order mark inside", Net + "re\uFEFFlu" },
        { "nul", "network\0Test" },
        { "braces in messages", Net + "use \"{0}{1}\" { } {2}" },
        { "labels", Net + string.Join(" ", Enumerable.Repeat("a.b.c.", 1500)) },
        { "uses itself", "use \"test.net.txt\"" },
        { "repeat for ever", Net + "repeat 9223372036854775807\n  if no\n    relu" },
        { "only keywords", "network block use network = network ( = ) block ( , )\nuse use\nblock\ntrain\n  loss\n  optimizer\n  decay" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void EachIsADiagnostic(string name, string text)
    {
        var clock = Stopwatch.StartNew();
        IReadOnlyList<Diagnostic> diagnostics = Specs.Compile(text).Diagnostics;
        Assert.True(diagnostics.Any(d => d.IsError), name);
        Assert.True(diagnostics.Count <= 202, $"{name}: {diagnostics.Count} diagnostics");
        Assert.All(diagnostics, d => Assert.InRange(d.Message.Length, 10, 1000));
        // Each takes well under a second; a busy machine is no hang.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{name}: {clock.Elapsed}");
    }

    [Fact]
    public void TenThousandLayersAreNotTooMany() => Assert.Equal(10_000, Specs.Body("input x: 4\nrepeat 10000\n  relu").Layers.Count);

    [Fact]
    public void SixtyFourNestedRepeatsAreNotTooMany() => Assert.Single(Specs.Body("input x: 4\n" + Nested(63, "repeat 1") + "relu").Layers);

    static string Nested(int depth, string statement)
    {
        var text = new StringBuilder();
        for (int i = 0; i < depth; i++) text.Append(' ', i).Append(statement).Append('\n');
        return text.Append(' ', depth).ToString();
    }
}
