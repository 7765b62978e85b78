using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;
using Xunit;

namespace NetGen.Tests.Binding;

/// <summary>Every diagnostic has its help page, and what the page shows is what happens.</summary>
public sealed class CatalogueTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalogue.All.Select(d => d.Id)];

    static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "diagnostics");

    static string Page(string id) => File.ReadAllText(Path.Combine(Folder(), id + ".md")).Replace("\r\n", "\n");

    [Theory]
    [MemberData(nameof(Ids))]
    public void EachHasAPage(string id)
    {
        string page = Page(id);
        Assert.StartsWith($"# {id}: {DiagnosticCatalogue.ById(id).Title}\n", page);
        Assert.Contains("\n## Example\n", page);
        Assert.Contains("\n## How to mend it\n", page);
    }

    /// <summary>What the package's MSBuild targets report themselves.</summary>
    static IEnumerable<string> IdsOfTheBuild => Directory.GetFiles(Path.Combine(Folder(), "../../src/NetGen/build"), "*.targets")
        .SelectMany(file => Regex.Matches(File.ReadAllText(file), "Code=\"(NG[0-9]+)\"")).Select(match => match.Groups[1].Value).Distinct();

    [Fact]
    public void EachPageIsOfADiagnostic() => Assert.Equal(
        DiagnosticCatalogue.All.Select(d => d.Id).Concat(IdsOfTheBuild).Order(System.StringComparer.Ordinal).Select(id => id + ".md"),
        Directory.GetFiles(Folder(), "NG*.md").Select(Path.GetFileName).Order(System.StringComparer.Ordinal)!);

    /// <summary>Of two specs on a page the first has the mistake and the second has none.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void ExamplesSayWhatTheyShow(string id)
    {
        string[] specs = [.. Regex.Matches(Page(id), "```text\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];
        if (specs.Length == 0) return; // shown in C#
        Assert.Equal(2, specs.Length);
        (string, string)[] files = [("blocks.net.txt", "block tail(n)\n  in | dense n\n")];
        Assert.Contains(Specs.Compile(specs[0], files).Diagnostics, d => d.Id == id);
        Assert.Empty(Specs.Compile(specs[1], files).Diagnostics);
    }

    [Fact]
    public void ArgumentsOfFormatsCountFromZero()
    {
        foreach (DiagnosticDescriptor descriptor in DiagnosticCatalogue.All)
        {
            IEnumerable<string> used = Regex.Matches(descriptor.Format, @"\{(\d)\}").Select(m => m.Groups[1].Value).Distinct().Order();
            Assert.Equal(Enumerable.Range(0, used.Count()).Select(i => i.ToString()), used);
        }
    }

    [Fact]
    public void LongTextsAreShortened()
    {
        Diagnostic diagnostic = Diagnostic.Create(DiagnosticCatalogue.UnknownFile, default, new string('a', 100_000));
        Assert.InRange(diagnostic.Message.Length, 200, 400);
    }

    [Fact]
    public void NoMoreThanAHundredMistakesAreShown()
    {
        string text = "network Test\ninput x: 3\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"x | layer{i}\n"));
        IReadOnlyList<Diagnostic> diagnostics = Specs.Compile(text).Diagnostics;
        Assert.Equal(101, diagnostics.Count);
        Assert.Equal("more than 100 mistakes; the rest is not shown", diagnostics[^1].Message);
        (_, var syntax) = SpecParser.Parse(string.Concat(Enumerable.Repeat("network ?\n", 500)), "a");
        Assert.Equal(101, syntax.Count);
    }
}
