using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using NetGen.Compiler.Diagnostics;
using NetGen.Generator.Reporting;
using Xunit;

namespace NetGen.Tests.Generator;

public class ReleaseTrackingTests
{
    [Fact]
    public void TheReleaseFilesListTheCatalogue()
    {
        string[] expected = [.. DiagnosticCatalogue.All.Select(d => $"{d.Id} | {Descriptors.Category} | {d.Severity} | {d.Title}")];
        string[] listed = [.. Lines("AnalyzerReleases.Shipped.md").Concat(Lines("AnalyzerReleases.Unshipped.md")).Order(System.StringComparer.Ordinal)];

        Assert.Equal(expected, listed);
    }

    private static string[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(SourceDirectory(), "../../../generator/NetGen.Generator", file)).Where(line => line.StartsWith("NG", System.StringComparison.Ordinal))];

    private static string SourceDirectory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
