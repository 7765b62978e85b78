using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;
using Xunit;

namespace NetGen.Tests.Binding;

using Network = NetGen.Compiler.Binding.Network;

/// <summary>Networks bound for a given class, with arguments; syntax that no text wrote; files that use each other.</summary>
public sealed class BinderTests
{
    static readonly SourceSpan Attribute = new("Net.cs", 3, 2, 3, 40);
    static readonly TargetClass Target = new("Digits", "App.Models", new ClassDeclaration("internal", ["Outer"]), Attribute);

    static (Network? Network, Seq<Diagnostic> Diagnostics) Bind(string text, string? name, string arguments) =>
        Binder.BindNetwork(SpecParser.Parse(text, Specs.File).File, name, SpecParser.ParseArguments(arguments, Attribute).Arguments, (_, _) => null, Target);

    [Fact]
    public void ArgumentsAndClassAreTheCallers()
    {
        (Network? network, Seq<Diagnostic> diagnostics) = Bind("network Base(classes, hidden=5)\ninput x: 3\ndense hidden | dense classes", null, "classes=10, hidden = 2*3");
        Assert.Empty(diagnostics);
        Specs.AssertLayers("dense1: x | dense 6 = dense1 6\ndense2: dense1 | dense 10 = output 10", network!);
        Assert.Equal(("Digits", "App.Models", Target.Declaration), (network!.Name, network.Namespace, network.Class));
    }

    [Theory]
    [InlineData("network A\ninput x: 3\nrelu\nnetwork B\ninput x: 3\nrelu", null, "", "NG1605", "'test.net.txt': it holds several networks: name one of A, B")]
    [InlineData("block A\n  in | relu", null, "", "NG1605", "'test.net.txt': it holds no network")]
    [InlineData("network Abc\ninput x: 3\nrelu", "Abd", "", "NG1605", "'test.net.txt': it holds no network 'Abd'; did you mean 'Abc'?")]
    [InlineData("network A(n)\ninput x: 3\ndense n", null, "", "NG1201", "A: n is missing (it has no default)")]
    [InlineData("network A(n)\ninput x: 3\ndense n", null, "n=3, m=4", "NG1202", "A has no argument 'm'; did you mean 'n'?")]
    [InlineData("network A(n)\ninput x: 3\ndense n", null, "k", "NG1101", "there is no parameter 'k'")]
    public void MistakesOfTheCallerAreTheCallers(string text, string? name, string arguments, string id, string message)
    {
        (Network? network, Seq<Diagnostic> diagnostics) = Bind(text, name, arguments);
        Assert.Null(network);
        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal((id, Attribute, message), (diagnostic.Id, diagnostic.Span, diagnostic.Message));
    }

    [Theory]
    [InlineData("n=")]
    [InlineData("n=3 4")]
    [InlineData("n=§")]
    public void ArgumentTextThatCannotBeReadIsReportedAtTheAttribute(string arguments) =>
        Assert.Equal(Attribute, Assert.Single(SpecParser.ParseArguments(arguments, Attribute).Diagnostics).Span);

    [Fact]
    public void EmptyArgumentTextIsNone() => Assert.Equal(([], []), SpecParser.ParseArguments(" ", Attribute));

    [Fact]
    public void StagesOfAttributesNameTheirInputs()
    {
        NameSyntax Name(string name) => new(name, Attribute);
        StatementSyntax Layer(string keyword, string[] reads, string? name, string? label, params ArgumentSyntax[] arguments) => new PipelineSyntax(
            name == null ? [] : [Name(name)],
            [new StageSyntax(label == null ? null : new LabelSyntax(label, Attribute), Name(keyword), reads.Select(Name).ToSeq(), arguments.ToSeq(), Attribute)], Attribute);
        ArgumentSyntax Argument(string key, long value) => new(Name(key), new IntegerSyntax(value, Attribute), Attribute);

        var network = new NetworkSyntax(Name("Digits"), [],
        [
            new InputSyntax(Name("x"), new IntegerSyntax(4, Attribute), Attribute),
            Layer("dense", [], "a", "first", Argument("units", 3)),
            Layer("dense", ["x"], "b", null, Argument("units", 3)),
            Layer("add", ["a", "b"], null, null),
        ]);
        var file = new SpecFile("Net.cs", [], [], [network], []);
        (Network? bound, Seq<Diagnostic> diagnostics) = Binder.BindNetwork(file, null, [], (_, _) => null, Target);
        Assert.Empty(diagnostics);
        Specs.AssertLayers("first: x | dense 3 = a 3\ndense1: x | dense 3 = b 3\nadd1: a, b | add = output 3", bound!);
    }

    [Fact]
    public void CircleOfThreeFilesIsAMistakeOfEach()
    {
        (string Path, string Text)[] files = [("a", "use \"b\"\nblock a\n  in | relu"), ("b", "use \"c\""), ("c", "use \"a\"")];
        foreach ((string path, string text) in files)
        {
            (_, Seq<Diagnostic> diagnostics) = Binder.Bind(SpecParser.Parse(text, path).File, (used, _) => Specs.Use(used, files), "Test");
            Diagnostic diagnostic = Assert.Single(diagnostics);
            Assert.Equal(("NG1105", path, 1), (diagnostic.Id, diagnostic.Span.File, diagnostic.Span.StartLine));
        }
    }

    [Fact]
    public void BlocksSeeTheNamesOfTheirOwnFile()
    {
        // Both files have a block 'inner'; that of the used file means its own.
        const string used = "block helper\n  in | dense 7\nblock outer\n  in | helper\n";
        (string, string) other = ("other", used);
        Diagnostic diagnostic = Assert.Single(Specs.Compile("use \"other\"\nblock helper\n  in | dense 9\nnetwork Test\ninput x: 2\nouter", other).Diagnostics);
        Assert.Equal(("NG1102", 2, 7), (diagnostic.Id, diagnostic.Span.StartLine, diagnostic.Span.StartColumn));
        Specs.AssertLayers("outer1.helper1.dense1: x | dense 7 = output 7", Specs.One("use \"other\"\nnetwork Test\ninput x: 2\nouter", other));
    }

    [Fact]
    public void UnusedTargetsAndNamesInTheWayAreNumbered()
    {
        Network network = Specs.Body("input labels: 3\ndense 3\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd");
        Assert.Equal("labels2", network.Values[network.Training!.Losses[0].Target].Name);
        Assert.Equal(network.Values.Count, network.Values.Select(v => v.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("conv 6 5x5 pad=1,2,3,4 stride=2", "6 5x5 stride=2x2 pad=1,2,3,4")]
    [InlineData("conv 6 5 pad=1x2 groups=1 bias=no", "6 5x5 pad=1x2 bias=no")]
    [InlineData("conv 6 5 pad=same", "6 5x5 pad=same")]
    [InlineData("conv pad=2 kernel=3 channels=4", "4 3x3 pad=2")]
    public void ArgumentsPrintAsOneWouldWriteThem(string layer, string arguments)
    {
        BoundLayer bound = Specs.Body("input x: 1x9x9\n" + layer).Layers[0];
        Assert.Equal(arguments, ArgumentPrinter.Print(bound.Layer.Signature, bound.Arguments));
    }

    [Theory]
    [InlineData("relu", "relu", 0)]
    [InlineData("rleu", "relu", 1)]
    [InlineData("conv", "cnv", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void DistanceCountsSwapsAsOne(string a, string b, int distance) => Assert.Equal(distance, Spelling.Distance(a, b));
}
