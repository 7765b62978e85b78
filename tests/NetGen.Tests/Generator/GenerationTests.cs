using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace NetGen.Tests.Generator;

public class GenerationTests
{
    private static GeneratorResult Generate(params (string Path, string Text)[] files)
    {
        GeneratorResult result = files.Aggregate(new GeneratorProject(), (project, file) => project.File(file.Path, file.Text)).Run();
        Assert.Empty(result.Diagnostics);
        return result;
    }

    private static GeneratorResult Compile(params (string Path, string Text)[] files)
    {
        GeneratorResult result = Generate(files);
        Assert.Empty(result.CompilerMessages);
        return result;
    }

    [Fact]
    public void TextAndAttributesGiveTheSameCode() =>
        Assert.Equal(Generate(("a.net.txt", Examples.LeNet5Text)).Sources, Compile(("a.cs", Examples.LeNet5Attributes)).Sources);

    [Fact]
    public void SequencesInAttributesGiveTheSameCodeAsInText()
    {
        const string Text = "network Sequence\ninput text: tokens(9)[4] lengths\ninput x: 3[4]\ninput h: 5\na = text | embed 3\nb = add a, x\nlstm b, h, h 5 | dense 9\n"
            + "train\n  loss softmax-cross-entropy\n  optimizer adam\n";
        const string Attributes = """
            using NetGen;
            namespace Project;
            [Network, Input(Tokens = 9, Times = 4, Lengths = true, Name = "text"), Input(3, Times = 4, Name = "x"), Input(5, Name = "h")]
            [Embed(3, In = "text", Name = "a"), Add(In = "a, x", Name = "b"), Lstm(5, In = "b, h, h"), Dense(9)]
            [SoftmaxCrossEntropy, Adam]
            public partial class Sequence;
            """;
        const string Stream = "network Streamed\ninput x: 3[4]\ngru 5 | dense 2\ntrain\n  loss mse\n  optimizer adam\n  stream\n  recompute\n";
        const string StreamAttributes = "using NetGen;\nnamespace Project;\n[Network, Input(3, Times = 4, Name = \"x\")]\n"
            + "[Gru(5), Dense(2), MeanSquaredError, Adam, Stream, Recompute]\npublic partial class Streamed;\n";

        Assert.Equal(Generate(("a.net.txt", Text)).Sources, Compile(("a.cs", Attributes)).Sources);
        Assert.Equal(Generate(("a.net.txt", Stream)).Sources, Compile(("a.cs", StreamAttributes)).Sources);
    }

    [Fact]
    public void AGraphInAttributesGivesTheSameCodeAsInText()
    {
        const string Text = """
            network Graph
            input x: 2x6x6
            input y: 7
            a = x | first: conv 4 3x5 pad=1,2,0,1 stride=1x2 bias=no | leakyrelu slope=0.1
            b = y | dense 9 | tanh
            c = a | maxpool 2 stride=1 | dense 9
            s = add b, c
            p = s | dense 3
            q = concat s, y
            output p, q
            unroll tiles
            train
              loss softmax-cross-entropy of p
              loss mse of q weight=0.5
              optimizer momentum lr=0.1 rho=0.8
              schedule plateau factor=0.5 patience=3 warmup=0.5
              decay 1e-4 l1=1e-5
              decay 0 of first
              decay 1e-3 parameters=all of dense3
              maxnorm 3
              maxnorm 2 of first
              clip norm=5 value=1
              clip norm=0.5 of first
              freeze dense1 to dense2 except *.bias
              rate 0.5 of first dense3
            """;
        const string Attributes = """
            using NetGen;
            namespace Project;
            [Network, Input(2, 6, 6, Name = "x"), Input(7, Name = "y")]
            [Conv(4, "3x5", Pad = "1,2,0,1", Stride = "1x2", Bias = false, In = "x", Label = "first"), LeakyRelu(0.1, Name = "a")]
            [Dense(9, In = "y"), Tanh(Name = "b")]
            [MaxPool(2, Stride = 1, In = "a"), Dense(9, Name = "c")]
            [Add(In = "b, c", Name = "s"), Dense(3, Name = "p"), Concat(In = "s, y", Name = "q")]
            [Output("p, q"), Unroll("tiles")]
            [SoftmaxCrossEntropy(Of = "p"), MeanSquaredError(Of = "q", Weight = 0.5), Momentum(0.1, Rho = 0.8), PlateauSchedule(0.5, 3, Warmup = 0.5), Decay(1e-4, L1 = 1e-5), Decay(0, Of = "first"), Decay(1e-3, Parameters = "all", Of = "dense3"), MaxNorm(3), MaxNorm(2, Of = "first"), Clip(Norm = 5, Value = 1), Clip(Norm = 0.5, Of = "first")]
            [Freeze("dense1 to dense2 except *.bias"), Rate(0.5, "first dense3")]
            public partial class Graph;
            """;

        Assert.Equal(Generate(("a.net.txt", Text)).Sources, Compile(("a.cs", Attributes)).Sources);
    }

    [Fact]
    public void TheExamplesOfTheDocumentOnAttributesAreOneNetwork()
    {
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(SourcePath())!, "../../../docs/attributes.md"));

        Assert.Equal(Generate(("a.net.txt", Block("text"))).Sources, Compile(("a.cs", Block("csharp"))).Sources);

        string Block(string kind) => page.Split("```" + kind + "\n")[1].Split("```")[0];
        static string SourcePath([CallerFilePath] string path = "") => path;
    }

    [Fact]
    public void AFileAloneMakesAPublicClassInTheRootNamespace()
    {
        GeneratorResult result = Compile(("sub/Small.net.txt", "network Small\ninput x: 4\ndense 2"));

        Assert.Equal(Microsoft.CodeAnalysis.Accessibility.Public, result.Output.GetTypeByMetadataName("Project.Small")!.DeclaredAccessibility);
    }

    [Fact]
    public void AClassTakesTheNetworkOfAFile()
    {
        GeneratorResult result = Compile(
            ("nets/Small.net.txt", "network Small(n=2)\ninput x: 4\ndense n"),
            ("code/a.cs", "using NetGen;\nnamespace Mine; [Network(\"../nets/Small.net.txt\", \"n=2*3-3\")] internal partial class Chosen;"));

        Assert.Null(result.Output.GetTypeByMetadataName("Project.Small"));
        GeneratorResult same = Generate(("a.cs", "using NetGen;\nnamespace Mine; [Network, Input(4, Name = \"x\"), Dense(3)] internal partial class Chosen;"));
        Assert.Equal(same.Sources, result.Sources);
    }

    [Theory]
    [InlineData("System")]
    [InlineData("NetGen")]
    [InlineData("ArgumentException")]
    [InlineData("Span")]
    public void AClassMayHaveTheNameOfWhatTheCodeRefersTo(string name) => Compile(
        ("a.net.txt", $"network {name}\ninput x: 4\ndense 3\ntrain\n  loss mse\n  optimizer adam"),
        ("b.net.txt", "network Beside\ninput x: 4\nunroll tiles\ndense 3\ntrain\n  loss mse\n  optimizer sgd"));

    [Fact]
    public void EachFileSaysWhatItUsesFromItsOwnPlace() => Compile(
        ("a.net.txt", "use \"lib/b.net.txt\"\nnetwork A\ninput x: 4\npair 3"),
        ("lib/b.net.txt", "use \"../more/c.net.txt\"\nblock pair(n)\n  in | dense n | act"),
        ("more/c.net.txt", "block act\n  in | tanh"));

    [Fact]
    public void ClassesMayBeNested()
    {
        GeneratorResult result = Compile(("a.cs", """
            using NetGen;
            namespace Mine;
            internal static partial class Outer
            {
                internal partial struct Inner
                {
                    [Network, Input(4), Dense(3)] private partial class A;
                }

                public partial record Other
                {
                    [Network, Input(4), Dense(3)] protected internal partial class A;
                }
            }
            """));

        Assert.NotNull(result.Output.GetTypeByMetadataName("Mine.Outer+Inner+A"));
        Assert.NotNull(result.Output.GetTypeByMetadataName("Mine.Outer+Other+A"));
    }

    [Fact]
    public void NetworksShareKernels()
    {
        GeneratorResult one = Generate(("a.net.txt", Examples.LeNet5Text));
        GeneratorResult two = Compile(("a.net.txt", Examples.LeNet5Text), ("b.net.txt", Examples.LeNet5Text.Replace("LeNet5", "Second", StringComparison.Ordinal)));

        int own = one.Sources.Keys.Count(name => name.Contains("LeNet5", StringComparison.Ordinal));
        Assert.True(own < one.Sources.Count, "LeNet-5 has no kernel");
        Assert.Equal(one.Sources.Count + own, two.Sources.Count);
    }

    [Fact]
    public void TargetsAreLimitedByTheProject()
    {
        GeneratorProject project = new GeneratorProject().Property("NetGenTargetList", "").File("a.net.txt", Examples.LeNet5Text);
        GeneratorResult all = project.Run();

        GeneratorResult some = project.Property("NetGenTargetList", "avx2,neon").Run();

        Assert.Equal(["Avx2", "Avx512", "Neon", "Scalar"], Targets(all));
        Assert.Equal(["Avx2", "Neon"], Targets(some));
        Assert.Empty(all.CompilerMessages);
    }

    private static string[] Targets(GeneratorResult result) =>
        [.. result.Sources.Keys.Where(name => name.StartsWith("NetGen.", StringComparison.Ordinal)).Select(name => name.Split('.')[1]).Distinct().Order()];
}
