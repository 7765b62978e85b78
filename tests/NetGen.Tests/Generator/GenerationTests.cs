using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Generator;

public class GenerationTests
{
    private static GeneratorResult Run(params (string Path, string Text)[] files)
    {
        GeneratorResult result = files.Aggregate(new GeneratorProject(), (project, file) => project.File(file.Path, file.Text)).Run();
        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.CompilerMessages);
        return result;
    }

    [Fact]
    public void TextAndAttributesGiveTheSameCode() =>
        Assert.Equal(Run(("a.net.txt", Examples.LeNet5Text)).Sources, Run(("a.cs", Examples.LeNet5Attributes)).Sources);

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
              decay 1e-4
            """;
        const string Attributes = """
            using NetGen;
            namespace Project;
            [Network, Input(2, 6, 6, Name = "x"), Input(7, Name = "y")]
            [Conv(4, "3x5", Pad = "1,2,0,1", Stride = "1x2", Bias = false, In = "x", Label = "first"), LeakyRelu(0.1, Name = "a")]
            [Dense(9, In = "y"), Tanh(Name = "b")]
            [MaxPool(2, Stride = 1, In = "a"), Dense(9, Name = "c")]
            [Add(In = "b, c", Name = "s"), Dense(3, Name = "p"), Concat(In = "s, y", Name = "q")]
            [Output("p", "q"), Unroll("tiles")]
            [SoftmaxCrossEntropy(Of = "p"), Mse(Of = "q", Weight = 0.5), Momentum(0.1, Rho = 0.8), Decay(1e-4)]
            public partial class Graph;
            """;

        Assert.Equal(Run(("a.net.txt", Text)).Sources, Run(("a.cs", Attributes)).Sources);
    }

    [Fact]
    public void AFileAloneMakesAPublicClassInTheRootNamespace()
    {
        GeneratorResult result = Run(("sub/Small.net.txt", "network Small\ninput x: 4\ndense 2"));

        Assert.Equal(Microsoft.CodeAnalysis.Accessibility.Public, result.Output.GetTypeByMetadataName("Project.Small")!.DeclaredAccessibility);
    }

    [Fact]
    public void AClassTakesTheNetworkOfAFile()
    {
        GeneratorResult result = Run(
            ("nets/Small.net.txt", "network Small(n=2)\ninput x: 4\ndense n"),
            ("code/a.cs", "using NetGen;\nnamespace Mine; [Network(\"../nets/Small.net.txt\", \"n=3\")] internal partial class Chosen;"));

        Assert.Null(result.Output.GetTypeByMetadataName("Project.Small"));
        Assert.Equal(Microsoft.CodeAnalysis.Accessibility.Internal, result.Output.GetTypeByMetadataName("Mine.Chosen")!.DeclaredAccessibility);
        Assert.Contains(result.Sources, file => file.Value.Contains("[3, 4]", StringComparison.Ordinal) || file.Value.Contains("3, 4", StringComparison.Ordinal));
    }

    [Fact]
    public void ClassesMayBeNested()
    {
        GeneratorResult result = Run(("a.cs", """
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
        GeneratorResult one = Run(("a.net.txt", Examples.LeNet5Text));
        GeneratorResult two = Run(("a.net.txt", Examples.LeNet5Text), ("b.net.txt", Examples.LeNet5Text.Replace("LeNet5", "Second", StringComparison.Ordinal)));

        int own = one.Sources.Keys.Count(name => name.Contains("LeNet5", StringComparison.Ordinal));
        Assert.True(own < one.Sources.Count, "LeNet-5 has no kernel");
        Assert.Equal(one.Sources.Count + own, two.Sources.Count);
    }

    [Fact]
    public void TargetsAreLimitedByTheProject()
    {
        GeneratorProject project = new GeneratorProject().File("a.net.txt", Examples.LeNet5Text);
        int all = project.Run().Sources.Count;

        GeneratorResult scalar = project.Property("NetGenTargetList", "scalar").Run();

        Assert.Empty(scalar.CompilerMessages);
        Assert.InRange(scalar.Sources.Count, 1, (all / 2) - 1);
        Assert.DoesNotContain(scalar.Sources.Keys, name => name.Contains("Avx", StringComparison.OrdinalIgnoreCase));
    }
}
