using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Emission;
using NetGen.Generator;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>A network tells how it was written.</summary>
public class SpecTests
{
    private const string Text = "# says \"hello\"\nnetwork A\ninput x: 4\ndense 3 # ünf\n";

    [Theory]
    [InlineData(Text)]
    [InlineData("// no comment of the language: the file is refused")]
    public void ItIsTheText(string text) => Assert.Equal(text == Text ? [Text] : [], Specs(new GeneratorProject().File("a.net.txt", text).Run()));

    [Fact]
    public void LineEndsAreThoseOfUnix() =>
        Assert.Equal([Text], Specs(new GeneratorProject().File("a.net.txt", Text.Replace("\n", "\r\n", System.StringComparison.Ordinal)).Run()));

    [Fact]
    public void UsedFilesStandBehindIt()
    {
        const string User = "use \"blocks.net.txt\"\nnetwork User\ninput x: 4\npair 3", Blocks = "block pair(n)\n  in | dense n | tanh";
        GeneratorResult result = new GeneratorProject().File("dir/user.net.txt", User).File("dir/blocks.net.txt", Blocks).File("other.net.txt", Text).Run();
        Assert.Equal([Text, $"{User}\n# blocks.net.txt\n{Blocks}"], Specs(result).Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void AClassOfAFileSaysWhichAndWithWhat()
    {
        const string Template = "network T(n)\ninput x: 4\ndense n";
        const string Class = "namespace Project;\n[NetGen.Network(\"t.net.txt\",\n    \"n=3\")]\npublic partial class Three;";
        const string Comment = "# [NetGen.Network(\"t.net.txt\",\n# \"n=3\")]\n# public partial class Three\n";
        Assert.Equal([Comment + Template], Specs(new GeneratorProject().File("t.net.txt", Template).File("Three.cs", Class).Run()));
    }

    [Fact]
    public void AttributesAreTold()
    {
        string spec = Assert.Single(Specs(new GeneratorProject().File("LeNet5.cs", Examples.LeNet5Attributes).Run()));
        Assert.StartsWith("[", spec);
        Assert.EndsWith("partial class LeNet5", spec);
        Assert.Contains(spec, Examples.LeNet5Attributes);
    }

    [Fact]
    public void WhatIsLongOrMakesNoClassIsLeftOut()
    {
        Assert.Empty(Specs(new GeneratorProject().File("a.net.txt", Text + new string('#', SpecCode.MaxLength)).Run()));
        Assert.Empty(Specs(new GeneratorProject().File("a.net.txt", "network A\ninput x: 1x64x64\nunroll full\nconv 64 3x3 | conv 64 3x3").Run()));
    }

    [Fact]
    public void ACommentChangesNothingElse()
    {
        GeneratorProject project = new GeneratorProject().File("a.net.txt", Text);
        project.Run();
        GeneratorResult result = project.File("a.net.txt", Text + "# more\n").Run();
        Assert.Equal([Text + "# more\n"], Specs(result));
        Assert.True(result.IsCached(Steps.Compiled) && result.IsCached(Steps.Sources));
    }

    private static string[] Specs(GeneratorResult result)
    {
        Assert.Empty(result.CompilerMessages);
        return [.. result.Specs.Select(spec => CSharpSyntaxTree.ParseText(spec).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>().Single().Token.ValueText)];
    }
}
