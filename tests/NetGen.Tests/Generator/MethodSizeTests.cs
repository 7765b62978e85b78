using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using NetGen.Tests.Harness;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Generator;

/// <summary>No generated method, for any target, is larger than what RyuJIT optimizes. (The harness requires it of every network that other tests run.)</summary>
public class MethodSizeTests(ITestOutputHelper output)
{
    private static readonly string Examples = Path.GetFullPath(Path.Combine(Here(), "../../../examples"));

    // Kernels of every kind, most of them in several methods.
    private const string StraightLine = """
        network Straight
        unroll full
        input x: 3x6x6
        a = x | conv 4 3x3 pad=1 | tanh | maxpool 3 stride=2 pad=1
        b = a | conv 4 3x3 groups=2 pad=1 | elu
        a + b | avgpool 2 | dense 10 | softplus | dense 7
        train
          loss softmax-cross-entropy
          optimizer adam
          decay 1e-4
        """;

    /// <summary>The folders of examples/ that have networks: each is a project. The zoo's are so many that they are measured where they are compared with other
    /// frameworks.</summary>
    public static TheoryData<string> ExampleFolders() =>
        new(Specs(Examples).Select(path => Path.GetRelativePath(Examples, path).Split(Path.DirectorySeparatorChar)[0])
            .Where(folder => folder != "Zoo").Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(ExampleFolders))]
    public void ExamplesAreWithinTheJitsLimits(string folder) =>
        AssertWithinLimits([.. Specs(Path.Combine(Examples, folder)).Select(path => (Path.GetFileName(path), File.ReadAllText(path)))]);

    [Fact]
    public void StraightLineCodeIsWithinTheJitsLimits() => AssertWithinLimits(("Straight.net.txt", StraightLine));

    [Fact]
    public void SizesAreThoseOfTheMethods()
    {
        GeneratorProject project = new GeneratorProject().File("a.cs", $$"""
            static class Sizes
            {
                static void Long(int[] x) { {{string.Concat(Enumerable.Range(0, 10_000).Select(i => $"x[{i}] = 1000; "))}} }

                static void Wide(int[] x)
                {
                    {{string.Concat(Enumerable.Range(0, 2001).Select(i => $"int v{i} = x[{i}]; "))}}
                    x[0] = 0;
                    {{string.Concat(Enumerable.Range(0, 2001).Select(i => $"x[{i}] += v{i} + v{i}; "))}}
                }
            }
            """);

        MethodSize[] methods = [.. Sizes(project.Run().Output).Where(m => m.Name.StartsWith("Sizes.", StringComparison.Ordinal))];

        Assert.Equal(["Sizes.Long", "Sizes.Wide"], methods.Select(m => m.Name));
        Assert.InRange(methods[0].IL, MethodSizes.MaximumIL + 1, 200_000);
        Assert.InRange(methods[1].Locals, 2001, 2010);
        Assert.Equal(2, MethodSizes.Excesses(methods).Count);
    }

    private void AssertWithinLimits(params (string Path, string Text)[] specs)
    {
        // All targets.
        GeneratorProject project = specs.Aggregate(new GeneratorProject().Property("NetGenTargetList", ""), (p, spec) => p.File(spec.Path, spec.Text));
        GeneratorResult result = project.Run();
        Assert.Empty(result.Diagnostics);
        IReadOnlyList<MethodSize> methods = Sizes(result.Output);
        output.WriteLine($"{methods.Count} methods; the longest {methods.MaxBy(m => m.IL)}, the one with the most locals {methods.MaxBy(m => m.Locals)}");
        Assert.Contains(methods, m => m.Name.Contains(".Neon.", StringComparison.Ordinal));
        Assert.Empty(MethodSizes.Excesses(methods));
    }

    /// <summary>Compiled as a release is.</summary>
    private static IReadOnlyList<MethodSize> Sizes(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release)).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        image.Position = 0;
        return MethodSizes.Of(image);
    }

    /// <summary>Those of a folder, without copies that a build has made.</summary>
    private static IEnumerable<string> Specs(string folder) => Directory.GetFiles(folder, "*.net.txt", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Here([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
