using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;
using Xunit;

namespace NetGen.Tests.Syntax;

/// <summary>Texts as records: the shape of expressions and stages, spans, and how much of a broken text is understood.</summary>
public sealed class ParserTests
{
    static (SpecFile File, Seq<Diagnostic> Diagnostics) Parse(string text) => SpecParser.Parse(text, "a.net.txt");

    static StatementSyntax[] Body(string body)
    {
        (SpecFile file, Seq<Diagnostic> diagnostics) = Parse("network A\n" + body);
        Assert.Empty(diagnostics);
        return [.. file.Networks.Single().Body];
    }

    /// <summary>With all parentheses.</summary>
    static string Print(ExpressionSyntax expression) => expression switch
    {
        IntegerSyntax integer => $"{integer.Value}",
        FloatSyntax number => FormattableInvariant(number.Value),
        NameSyntax name => name.Name,
        MemberSyntax member => $"{member.Value.Name}.{member.Member.Name}",
        SizeSyntax size => $"[{string.Join("x", size.Parts.Select(Print))}]",
        ListSyntax list => $"[{string.Join(", ", list.Items.Select(Print))}]",
        UnarySyntax unary => $"({unary.Operator} {Print(unary.Operand)})",
        BinarySyntax binary => $"({Print(binary.Left)} {binary.Operator} {Print(binary.Right)})",
        _ => "?",
    };

    static string FormattableInvariant(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("1 2", "1", "2")]
    [InlineData("a -1", "a", "(- 1)")]
    [InlineData("a - 1", "(a - 1)")]
    [InlineData("a-1", "(a - 1)")]
    [InlineData("(a -1)", "(a - 1)")]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("(a - b) / c % 2", "(((a - b) / c) % 2)")]
    [InlineData("- a * b", "((- a) * b)")]
    [InlineData("a == 1 or b < 2 and not c >= 3", "((a == 1) or ((b < 2) and (not (c >= 3))))")]
    [InlineData("not not a", "(not (not a))")]
    [InlineData("3x5", "[3x5]")]
    [InlineData("1x28x28", "[1x28x28]")]
    [InlineData("-1x3", "[(- 1)x3]")]
    [InlineData("3x-1", "[3x(- 1)]")]
    [InlineData("(n)x(m+1)x2", "[nx(m + 1)x2]")]
    [InlineData("1,2, 3", "[1, 2, 3]")]
    [InlineData("a, b c", "[a, b]", "c")]
    [InlineData("1e-3 2.5 1E3 0.125e+2", "0.001", "2.5", "1000", "12.5")]
    [InlineData("in.channels*2", "(in.channels * 2)")]
    public void Arguments(string text, params string[] expected) =>
        Assert.Equal(expected, ((PipelineSyntax)Body($"conv {text}")[0]).Stages[0].Arguments.Select(a => Print(a.Value)));

    [Fact]
    public void Stages()
    {
        var pipeline = (PipelineSyntax)Body("a, b = x | fc.0: softmax-cross-entropy 3 k=v | add(c, d=1)")[0];
        Assert.Equal(["a", "b"], pipeline.Names.Select(n => n.Name));
        Assert.Equal([null, "fc.0", null], pipeline.Stages.Select(s => s.Label?.Name));
        Assert.Equal(["x", "softmax-cross-entropy", "add"], pipeline.Stages.Select(s => s.Keyword.Name));
        Assert.Equal(["k"], pipeline.Stages[1].Arguments.Select(a => a.Key?.Name).OfType<string>());
        Assert.Equal(["c", "1"], pipeline.Stages[2].Arguments.Select(a => Print(a.Value)));
    }

    [Fact]
    public void SumsAndProductsAreLayersOfTheirOperands()
    {
        StageSyntax[] stages = [.. Body("a + b + c | relu\nx * y").Cast<PipelineSyntax>().Select(p => p.Stages[0])];
        Assert.Equal(["add", "mul"], stages.Select(s => s.Keyword.Name));
        Assert.Equal(["a", "b", "c"], stages[0].Inputs.Select(i => i.Name));
        Assert.Equal(["x", "y"], stages[1].Inputs.Select(i => i.Name));
    }

    [Fact]
    public void SpansCoverWhatTheySay()
    {
        const string line = "y = x | fc: dense (2 * n) bias=no   # comment";
        (SpecFile file, _) = Parse($"network A\n  {line}\n");
        var pipeline = (PipelineSyntax)file.Networks[0].Body[0];
        string Text(SourceSpan span)
        {
            Assert.Equal(("a.net.txt", 2, 2), (span.File, span.StartLine, span.EndLine));
            return ("  " + line)[(span.StartColumn - 1)..(span.EndColumn - 1)];
        }
        StageSyntax stage = pipeline.Stages[1];
        Assert.Equal("y = x | fc: dense (2 * n) bias=no", Text(pipeline.Span));
        Assert.Equal("fc: dense (2 * n) bias=no", Text(stage.Span));
        Assert.Equal("fc:", Text(stage.Label!.Span));
        Assert.Equal("dense", Text(stage.Keyword.Span));
        Assert.Equal("bias=no", Text(stage.Arguments[1].Span));
        Assert.Equal("2 * n", Text(stage.Arguments[0].Value.Span));
    }

    [Fact]
    public void ContinuedPipelinesSpanTheirLines()
    {
        var pipeline = (PipelineSyntax)Body("x | relu\n    # between\n  | tanh |\n  elu")[0];
        Assert.Equal(4, pipeline.Stages.Count);
        Assert.Equal((2, 1, 5, 6), (pipeline.Span.StartLine, pipeline.Span.StartColumn, pipeline.Span.EndLine, pipeline.Span.EndColumn));
    }

    [Fact]
    public void NetworksNeedNoIndentation()
    {
        (SpecFile file, Seq<Diagnostic> diagnostics) = Parse("network A\nrelu\nnetwork B(n=1, m)\n  relu\nblock c()\n  in | relu\nuse \"d\"\nnetwork E = A(1, n=2)\nnetwork F = A");
        Assert.Empty(diagnostics);
        Assert.Equal(["A", "B"], file.Networks.Select(n => n.Name.Name));
        Assert.All(file.Networks, n => Assert.Single(n.Body));
        Assert.Equal(["n=1", "m="], file.Networks[1].Parameters.Select(p => $"{p.Name.Name}={(p.Default is { } d ? Print(d) : "")}"));
        Assert.Equal("c", file.Blocks.Single().Name.Name);
        Assert.Equal("d", file.Uses.Single().Path);
        Assert.Equal([2, 0], file.Aliases.Select(a => a.Arguments.Count));
    }

    [Fact]
    public void TrainSection()
    {
        var train = (TrainSyntax)Body(
            "train\n  loss hinge margin=2 of a weight=0.5 form=notes\n  optimizer adam 1e-3\n  decay 1e-4 of layer1 parameters=all\n  maxnorm 3\n"
                + "  clip norm=5 of layer1.0.conv1 value=1\n  clip 2")[0];
        LossSyntax loss = train.Losses.Single();
        Assert.Equal(("hinge", "a", "0.5"), (loss.Keyword.Name, loss.Of!.Name, Print(loss.Weight!)));
        Assert.Equal(["margin", "form"], loss.Arguments.Select(a => a.Key!.Name));
        Assert.Equal("adam", train.Optimizers.Single().Keyword.Name);
        Assert.Equal("layer1", train.Decays.Single().Of!.Name);
        Assert.Equal([null, "parameters"], train.Decays[0].Arguments.Select(a => a.Key?.Name));
        Assert.Equal("3", Print(train.MaxNorms.Single().Arguments.Single().Value));
        Assert.Equal(["layer1.0.conv1", null], train.Clips.Select(c => c.Of?.Name));
        Assert.Equal(["norm", "value"], train.Clips[0].Arguments.Select(a => a.Key!.Name));
        Assert.Null(train.Clips[1].Arguments.Single().Key);
        Assert.False(train.IsMalformed);
    }

    [Fact]
    public void Selectors()
    {
        var train = (TrainSyntax)Body("train\n  freeze conv1 layer*.0.*_hh to block2 except *\n  freeze to conv3\n  rate 2*0.05 of fc.weight")[0];
        Assert.False(train.IsMalformed);
        SelectorSyntax first = train.Freezes[0].What, second = train.Freezes[1].What;
        Assert.Equal(["conv1", "layer*.0.*_hh to block2"], first.Terms.Select(Show));
        Assert.Equal(["*"], first.Exceptions.Select(Show));
        Assert.Equal([" to conv3"], second.Terms.Select(Show));
        SelectorTerm range = first.Terms[1];
        Assert.Equal((3, 16, 3, 39), (range.From!.Span.StartLine, range.From!.Span.StartColumn, range.Pattern.Span.EndLine, range.Pattern.Span.EndColumn));
        Assert.Equal("fc.weight", Show(train.Rates.Single().Of.Terms.Single()));

        static string Show(SelectorTerm term) => term.IsRange ? $"{term.From?.Name} to {term.Pattern.Name}" : term.Pattern.Name;
    }

    [Fact]
    public void AMistakeCostsItsLineOnly()
    {
        (SpecFile file, Seq<Diagnostic> diagnostics) = Parse(
            "network A\ninput x 3\ny = conv (\nrelu\nif 1 +\n  tanh | | elu\nelse\n  dense )\nz = elu\ntrain\n  loss\n  optimizer sgd");
        Assert.Equal([2, 3, 5, 6, 8, 11], diagnostics.Select(d => d.Span.StartLine));
        Seq<StatementSyntax> body = file.Networks.Single().Body;
        Assert.Equal(["x"], ((MalformedSyntax)body[0]).Names.Select(n => n.Name));
        Assert.Equal(["y"], ((MalformedSyntax)body[1]).Names.Select(n => n.Name));
        Assert.Equal("relu", ((PipelineSyntax)body[2]).Stages[0].Keyword.Name);
        Assert.IsType<MalformedSyntax>(body[3]);
        Assert.Equal("z", ((PipelineSyntax)body[4]).Names[0].Name);
        Assert.True(((TrainSyntax)body[5]).IsMalformed);
        Assert.Single(((TrainSyntax)body[5]).Optimizers);
    }

    [Fact]
    public void EqualTextsAreEqual() => Assert.Equal(Parse(Binding.Samples.Residual).File, Parse(Binding.Samples.Residual).File);

    [Fact]
    public void TheSameTextHasTheSameHash() =>
        Assert.Equal(Parse(Binding.Samples.Inception).File.GetHashCode(), Parse(Binding.Samples.Inception).File.GetHashCode());
}
