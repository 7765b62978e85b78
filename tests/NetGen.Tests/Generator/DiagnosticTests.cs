using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using NetGen.Tests.Harness;
using Xunit;

namespace NetGen.Tests.Generator;

public class DiagnosticTests
{
    private static string[] Of(string path, string text) => new GeneratorProject().File(path, text).Run().Diagnostics;

    private static string[] OfClass(string declaration) => Of("a.cs", "using NetGen;\n" + declaration);

    private static void AssertOne(string expectedStart, string[] diagnostics) => Assert.StartsWith(expectedStart, Assert.Single(diagnostics), StringComparison.Ordinal);

    [Fact]
    public void AMistakeInAFileHasItsLineAndColumns() =>
        AssertOne("a.net.txt(4,7-4,12): NG1101: ", Of("a.net.txt", "network A\n\ninput x: 4\nx |   densy 3"));

    [Fact]
    public void MistakesAreReportedInTheOrderOfTheText()
    {
        GeneratorResult result = new GeneratorProject().File("a.net.txt", "network A\ninput x: 4\ndens 3\nrelu §\ncnv 3\ntrain\n  los mse\n  optimizer adm").Run();

        int[] lines = [.. result.Run.Diagnostics.Select(d => d.Location.GetLineSpan().StartLinePosition.Line + 1)];
        Assert.Equal([3, 4, 5, 7, 8], lines);
    }

    [Theory]
    [InlineData("a.net.txt", "network A\ninput x: 400\nunroll full\ndense 400\nnetwork B = A", "a.net.txt(3,1-3,12)")]
    [InlineData("a.cs", "using NetGen;\n[Network, Input(400), Dense(400),\n Unroll(\"full\")] partial class A;", "a.cs(3,2-3,16)")]
    public void WhatIsTooLargeToUnrollIsToldWhereItIsAskedFor(string path, string text, string place)
    {
        string[] diagnostics = Of(path, text);

        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, diagnostic => Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(place) +
            ": NG1505: 'unroll full': the predict code of '[AB]' for Avx2 would be about 50,400 statements, and at most 30,000 are unrolled, " +
            "1,000 of which may belong to one sum; write 'unroll auto'$", diagnostic));
    }

    [Fact]
    public void AMistakeInAnAttributeHasItsPlace() =>
        AssertOne("a.cs(3,8-3,18): NG1301: conv: ", OfClass("[Network, Input(1, 4, 4)]\n[Tanh, Conv(6, 5), Dense(3)] partial class A;"));

    [Fact]
    public void AMistakeInAnArgumentHasItsPlace() =>
        AssertOne("a.cs(3,19-3,22): NG1204: conv: pad ", OfClass("[Network, Input(1, 4, 4)]\n[Conv(6, 1, Pad = \"x\"), Dense(3)] partial class A;"));

    [Fact]
    public void LayersOnTwoDeclarationsAreAnError() => AssertOne(
        "a.cs(3,2-3,6): NG1603: ", OfClass("[Network, Input(4), Dense(3)] partial class A;\n[Tanh] partial class A;"));

    [Theory]
    [InlineData("[Input(4), Dense(3)] partial class A;", "a.cs(2,2-2,10): NG1612: [Input] has no effect, for 'A' is no network: add [Network]")]
    [InlineData("[System.Serializable]\n[NetGen.DenseAttribute(3)] class A;", "a.cs(3,2-3,26): NG1612: [DenseAttribute] has no effect")]
    [InlineData("class A { [Adam] partial struct B; }", "a.cs(2,12-2,16): NG1612: [Adam] has no effect, for 'B'")]
    public void LayersWithoutANetworkAreAWarning(string declaration, string expected) => AssertOne(expected, OfClass(declaration));

    [Fact]
    public void AttributesOfOthersMayHaveTheNamesOfLayers() =>
        Assert.Empty(Of("a.cs", "namespace Mine; class DenseAttribute(int n) : System.Attribute { public int N => n; }\n[Dense(3)] class A;"));

    [Fact]
    public void APathThatMeansSeveralFilesIsToldWithAllOfThem()
    {
        const string Block = "block b\n  in | relu";
        GeneratorResult result = new GeneratorProject().File("x/n.net.txt", Block).File("y/n.net.txt", Block)
            .File("a.net.txt", "use \"n.net.txt\"\nnetwork A\ninput x: 4\nb").File("a.cs", "using NetGen;\n[Network(\"n.net.txt\")] partial class B;").Run();

        const string Message = "NG1611: 'n.net.txt' names several files: x/n.net.txt, y/n.net.txt; write the path from this file, or as much of its end as only one of them has";
        Assert.Contains("a.cs(2,10-2,21): " + Message, result.Diagnostics);
        Assert.Contains("a.net.txt(1,1-1,16): " + Message, result.Diagnostics);
        Assert.DoesNotContain(result.Diagnostics, d => d.Contains("NG1104", StringComparison.Ordinal) || d.Contains("NG1607", StringComparison.Ordinal));
    }

    [Fact]
    public void AClassMustBePartial() => AssertOne("a.cs(2,37-2,38): NG1602: 'A' ", OfClass("[Network, Input(4), Dense(3)] class A;"));

    [Theory]
    [InlineData("public class A;", "NG1602: 'A' must be partial")]
    [InlineData("public partial class A : System.Exception;", "NG1604: 'A' cannot hold a network: it has the base class 'Exception'")]
    public void AClassBesideAFileMustBeAbleToHoldItsNetwork(string declaration, string message)
    {
        GeneratorResult result = new GeneratorProject()
            .File("a.net.txt", "network A\ninput x: 4\ndense 3").File("a.cs", "namespace Project;\n" + declaration).Run();

        Assert.StartsWith($"a.cs(2,{declaration.IndexOf('A') + 1}-2,{declaration.IndexOf('A') + 2}): {message}", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void AClassBesideAFileMayHaveMembersOfItsOwn()
    {
        GeneratorResult result = new GeneratorProject()
            .File("a.net.txt", "network A\ninput x: 4\ndense 3").File("a.cs", "namespace Project;\npublic partial class A { internal int Classes => OutputLength; }").Run();

        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [InlineData("const int Capacity = 3;", "Capacity")]
    [InlineData("string? Description { get; set; }", "Description")]
    [InlineData("class Trainer;", "Trainer")]
    [InlineData("static void Avx2() { }", "Avx2")]
    [InlineData("int Predict;", "Predict")]
    [InlineData("event System.Action? Fork;", "Fork")]
    [InlineData("void Predict(System.ReadOnlySpan<float> a, System.Span<float> b) { }", "Predict")]
    [InlineData("static void Load(string? file, int threads) { }", "Load")]
    [InlineData("A(ulong seed, int threads) : base(null!) { }", "A")]
    [InlineData("A(A other) : base(other) { }", "A")]
    public void AMemberThatIsGeneratedIsToldAtItsPlace(string member, string name)
    {
        string body = "\n{\n" + member + "\n}";
        const string Layers = "Input(4), Dense(3), MeanSquaredError, Sgd(0.1)";
        string place = $"a.cs(5,{member.IndexOf(name, StringComparison.Ordinal) + 1}-5,";
        foreach (GeneratorResult result in new[]
        {
            new GeneratorProject().File("a.cs", $"using NetGen;\n[Network, {Layers}]\npartial class A" + body).Run(),
            new GeneratorProject().File("a.cs", $"using NetGen; namespace N; partial class Outer {{\n[Network, {Layers}]\nprivate partial class A" + body + "}").Run(),
            new GeneratorProject().File("a.net.txt", "network A\ninput x: 4\ndense 3\ntrain\n  loss mse\n  optimizer sgd lr=0.1")
                .File("a.cs", "namespace Project;\n\npublic partial class A" + body).Run(),
        })
        {
            string diagnostic = Assert.Single(result.Diagnostics);
            Assert.StartsWith(place, diagnostic, StringComparison.Ordinal);
            Assert.EndsWith($": NG1609: 'A' cannot declare '{name}': the generated part of the class does; give it another name", diagnostic, StringComparison.Ordinal);
            Assert.NotEmpty(result.CompilerMessages);
        }
    }

    [Theory]
    [InlineData("class Trainer;")]
    [InlineData("void Predict(string text) { }")]
    [InlineData("void Predict<T>(System.ReadOnlySpan<float> a, System.Span<float> b) { }")]
    [InlineData("static A Load(string path) => Load(path, 1);")]
    [InlineData("int output1;")]
    [InlineData("A(string text) : base(null!) { }")]
    public void AMemberThatIsNotGeneratedIsLeftAlone(string member)
    {
        GeneratorResult result = new GeneratorProject()
            .File("a.cs", "using NetGen;\n[Network, Input(4), Dense(3)] partial class A {\n#pragma warning disable\n" + member + "\n}").Run();

        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.CompilerMessages);
    }

    [Fact]
    public void ContainingTypesMustBePartial() =>
        AssertOne("a.cs(2,59-2,60): NG1602: 'Outer' ", OfClass("class Outer { [Network, Input(4), Dense(3)] partial class A; }"));

    [Theory]
    [InlineData("static partial class A;")]
    [InlineData("abstract partial class A;")]
    [InlineData("partial class A<T>;")]
    [InlineData("partial record A;")]
    [InlineData("file partial class A;")]
    [InlineData("partial class A : System.Exception;")]
    public void SomeClassesCannotHoldANetwork(string declaration)
    {
        GeneratorResult result = new GeneratorProject().File("a.cs", "using NetGen;\n[Network, Input(4), Dense(3)] " + declaration).Run();

        Assert.Contains("NG1604: 'A' cannot hold a network: it", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
        Assert.Empty(result.Sources);
    }

    [Theory]
    [InlineData("Reshape(\"2xx\")", "a.cs(2,35-2,40): NG1008: '2xx' is not a number that fits: write names in sizes with parentheses, 3x(n)")]
    [InlineData("Reshape(\"2x\")", "a.cs(2,35-2,39): NG1008: '2x' is not a number")]
    [InlineData("Reshape(\"\")", "a.cs(2,35-2,37): NG1003: expected a number, a name or '(', found the end")]
    [InlineData("Conv(3, \"3 3\")", "a.cs(2,35-2,40): NG1003: expected the end of the line, found '3'")]
    public void TextOfAnArgumentIsReadAsInAFile(string layer, string start) =>
        AssertOne(start, OfClass($"[Network, Input(1, 4, 4), {layer}, Dense(3)] partial class A;"));

    [Theory]
    [InlineData("n=", "NG1003: expected a number, a name or '(', found the end of the line")]
    [InlineData("n=2 3", "NG1003: expected the end of the line, found '3'")]
    [InlineData("m=3", "NG1202: A has no argument 'm'; did you mean 'n'?")]
    public void ArgumentsOfAFileAreReadAsInAFile(string arguments, string message)
    {
        GeneratorResult result = new GeneratorProject()
            .File("a.net.txt", "network A(n=1)\ninput x: 4\ndense n")
            .File("a.cs", $"using NetGen;\n[Network(\"a.net.txt\", \"{arguments}\")] partial class A;").Run();

        Assert.EndsWith(message, Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatUsesItselfIsTold() => AssertOne(
        "lib/a.net.txt(1,1-1,16): NG1105: 'lib/a.net.txt' uses itself: lib/a.net.txt → lib/a.net.txt", Of("lib/a.net.txt", "use \"a.net.txt\"\nnetwork A\ninput x: 4\ndense 3"));

    [Fact]
    public void FilesThatUseEachOtherAreToldBoth()
    {
        GeneratorResult result = new GeneratorProject()
            .File("a.net.txt", "use \"lib/b.net.txt\"\nnetwork A\ninput x: 4\npair 3")
            .File("lib/b.net.txt", "use \"../a.net.txt\"\nblock pair(n)\n  in | dense n").Run();

        Assert.Equal(2, result.Diagnostics.Length);
        Assert.All(result.Diagnostics, text => Assert.Contains("NG1105", text, StringComparison.Ordinal));
    }

    [Fact]
    public void AMissingFileIsFoundBySpelling()
    {
        GeneratorResult result = new GeneratorProject()
            .File("nets/LeNet5.net.txt", Examples.LeNet5Text)
            .File("a.cs", "using NetGen;\n[Network(\"LeNet.net.txt\")] partial class A;").Run();

        AssertOne("a.cs(2,10-2,25): NG1607: ", result.Diagnostics);
        Assert.EndsWith("did you mean 'LeNet5.net.txt'?", result.Diagnostics[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfSeveralNetworksNeedsAChoice()
    {
        GeneratorResult result = new GeneratorProject()
            .File("nets.net.txt", "network A\ninput x: 4\ndense 2\n\nnetwork B\ninput x: 4\ndense 2")
            .File("a.cs", "using NetGen;\n[Network(\"nets.net.txt\")] partial class C;").Run();

        AssertOne("a.cs(2,10-2,24): NG1605: 'nets.net.txt': it holds several networks", result.Diagnostics);
    }

    [Fact]
    public void FileAndAttributesTogetherAreAnError()
    {
        GeneratorResult result = new GeneratorProject()
            .File("LeNet5.net.txt", Examples.LeNet5Text)
            .File("a.cs", "using NetGen;\n[Network(\"LeNet5.net.txt\"), Tanh] partial class A;").Run();

        AssertOne("a.cs(2,29-2,33): NG1606: ", result.Diagnostics);
    }

    [Fact]
    public void TwoNetworksCannotMakeOneClass()
    {
        GeneratorResult result = new GeneratorProject()
            .File("a.net.txt", "network A\ninput x: 4\ndense 2")
            .File("b.net.txt", "network A\ninput x: 4\ndense 3").Run();

        AssertOne("b.net.txt(1,9-1,10): NG1601: the class 'Project.A' ", result.Diagnostics);
        Assert.Contains("Project.A.g.cs", result.Sources.Keys);
    }

    [Fact]
    public void AnUnknownInstructionSetIsNamed()
    {
        GeneratorResult result = new GeneratorProject().Property("NetGenTargetList", "avx2,sse9").File("a.net.txt", "network A\ninput x: 4\ndense 2").Run();

        AssertOne(": NG1608: NetGenTargets: 'sse9' ", result.Diagnostics);
    }

    [Fact]
    public void NativeIsTheBestInstructionSetOfThisMachine()
    {
        GeneratorResult result = new GeneratorProject().Property("NetGenTargetList", "native").File("a.net.txt", "network A\ninput x: 4\ndense 2").Run();

        Assert.Empty(result.Diagnostics);
        string[] parts = [.. result.Sources.Keys.Where(name => name.StartsWith("Project.A.", StringComparison.Ordinal)).Select(name => name.Split('.')[2])];
        Assert.Equal([MachineTargets.All[^1].ToString()], parts.Intersect(Enum.GetNames<TargetSet>()));
    }

    [Fact]
    public void UnsafeCodeMustBeAllowed()
    {
        GeneratorProject project = new GeneratorProject().WithoutUnsafeCode();
        Assert.Empty(project.Run().Diagnostics);

        AssertOne("a.net.txt(1,9-1,10): NG1610: the code of 'Project.A' ", project.File("a.net.txt", "network A\ninput x: 4\ndense 2").Run().Diagnostics);
    }

    [Fact]
    public void AWarningInAttributesCanBeSuppressed()
    {
        const string Class = "[Network, Input(4, Name = \"x\"), Dense(3, Name = \"a\"), Dense(3, In = \"x\")] partial class A;\n";

        Assert.Contains("NG1406", Assert.Single(OfClass(Class)), StringComparison.Ordinal);
        GeneratorResult suppressed = new GeneratorProject().File("a.cs", "using NetGen;\n#pragma warning disable NG1406\n" + Class).Run();
        Assert.True(Assert.Single(suppressed.Run.Diagnostics).IsSuppressed);
    }

    [Theory]
    [InlineData("Dense(\"x\", \"y\")")]
    [InlineData("Dense")]
    [InlineData("Dense()")]
    [InlineData("Dense(3, Foo = 1)")]
    [InlineData("Dense(foo: 3)")]
    [InlineData("Dense(3, Bias = \"no\")")]
    [InlineData("Dense(undefined)")]
    [InlineData("Dense(units: 3, 4)")]
    [InlineData("Dense(3, Bias = )")]
    [InlineData("Densee(3")]
    public void MistakesOfTheCSharpCompilerAreLeftToIt(string attribute)
    {
        GeneratorResult result = new GeneratorProject().File("a.cs", $"using NetGen;\n[Network, Input(4), {attribute}] partial class A;").Run();

        Assert.DoesNotContain(result.Diagnostics, text => text.Contains("CS8785", StringComparison.Ordinal) || text.Contains("NG19", StringComparison.Ordinal));
        Assert.NotEmpty(result.CompilerMessages);
    }

    [Theory]
    [InlineData("Input()", "NG1205")]
    [InlineData("Input(null)", "NG1101")]
    [InlineData("Input(0)", "NG1205")]
    [InlineData("Input(4, Name = null), Reshape(), Dense(3)", "NG1201")]
    [InlineData("Input(1, 4, 4), Conv(3, null), Dense(3)", "NG1101")]
    [InlineData("Input(1, 4, 4), Conv(3, 3, Pad = 'x'), Dense(3)", "NG1204")]
    [InlineData("Input(1, 4, 4), Conv(3, 3, Pad = typeof(int)), Dense(3)", "NG1204")]
    [InlineData("Input(4), Dense(3, In = \"\")", "NG1101")]
    [InlineData("Input(4), Dense(3, Name = \"a\"), Output(\"a\", null)", "NG1101")]
    [InlineData("Input(4), Dense(3), Output(null)", "NG1101")]
    public void OddValuesAreDiagnosticsToo(string attributes, string id)
    {
        string[] diagnostics = OfClass($"[Network, {attributes}] partial class A;");

        Assert.Contains(diagnostics, text => text.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain(diagnostics, text => text.Contains("CS8785", StringComparison.Ordinal) || text.Contains("NG19", StringComparison.Ordinal));
    }

    [Fact]
    public void AFailureOfTheCompilerIsADiagnostic()
    {
        Compiler.Diagnostics.Diagnostic error = NetGen.Generator.Guard.Run<Compiler.Diagnostics.Diagnostic>("LeNet5", () => throw new InvalidOperationException("lost"), e => e);

        Assert.Contains("NetGen failed on 'LeNet5'", error.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: lost", error.Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => NetGen.Generator.Guard.Run<int>("LeNet5", () => throw new OperationCanceledException(), _ => 0));
    }

    [Fact]
    public void DiagnosticsHaveAPageAndASeverity()
    {
        Diagnostic diagnostic = Assert.Single(new GeneratorProject().File("a.cs", "using NetGen;\n[Network, Input(4), Dense(3)] class A;").Run().Run.Diagnostics);

        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.EndsWith("NG1602.md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }
}
