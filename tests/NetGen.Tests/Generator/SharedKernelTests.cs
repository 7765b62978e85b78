using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Tests.Examples;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>Kernels are named by their content: networks share their files, and an edit changes the files of the edited network and adds or removes kernels of its own.</summary>
public class SharedKernelTests
{
    private const string First =
        "network First\ninput image: 3x12x12\nunroll tiles\nconv 8 3x3 pad=1 | relu | maxpool 2 | dense 20 | relu | dense 4\n"
            + "train\n  loss softmax-cross-entropy\n  optimizer adam";

    private static readonly string Second = First.Replace("First", "Second", StringComparison.Ordinal).Replace("dense 4", "dense 5", StringComparison.Ordinal);

    private static readonly GeneratorResult Before = Project().Run();

    [Theory]
    [InlineData("dense 20", "dense 24")]
    [InlineData("conv 8", "conv 16")]
    [InlineData("optimizer adam", "optimizer momentum")]
    [InlineData("maxpool 2", "avgpool 2")]
    public void AnEditChangesTheFilesOfItsNetworkAndItsOwnKernelsOnly(string old, string edited)
    {
        foreach (string name in new[] { "First", "Second" })
        {
            GeneratorProject project = Project();
            project.Run();
            GeneratorResult after = project.File(name + ".net.txt", (name == "First" ? First : Second).Replace(old, edited, StringComparison.Ordinal)).Run();
            Assert.Empty(after.Diagnostics);

            Dictionary<string, string> before = Before.Sources;
            string[] changed = [.. after.Sources.Keys.Where(file => before.TryGetValue(file, out string? text) && text != after.Sources[file])];
            Assert.All(changed, file => Assert.Contains($".{name}.", file, StringComparison.Ordinal));
            Assert.NotEmpty(changed);
            string[] added = [.. after.Sources.Keys.Except(before.Keys)], removed = [.. before.Keys.Except(after.Sources.Keys)];
            Assert.All(added.Concat(removed), file => Assert.StartsWith("NetGen.Avx2.", file, StringComparison.Ordinal));
            Assert.NotEmpty(added);
            // The other network's kernels are where they were.
            string other = name == "First" ? "Second" : "First";
            Assert.DoesNotContain(removed, Alone(other).Contains);
        }
    }

    [Fact]
    public void EachKernelIsEmittedOnce()
    {
        HashSet<string> first = Alone("First"), second = Alone("Second");

        Assert.NotEmpty(first.Intersect(second));
        Assert.NotEmpty(first.Except(second));
        Assert.NotEmpty(second.Except(first));
        Assert.Equal(first.Union(second).Order(), Kernels(Before).Order());
        // Nor does the content occur under two names.
        IEnumerable<string> contents = Kernels(Before)
            .Select(file => Before.Sources[file].Replace(Path.GetFileNameWithoutExtension(file).Split('.')[2], "", StringComparison.Ordinal));
        Assert.Equal(Kernels(Before).Count, contents.Distinct().Count());
    }

    /// <summary>The networks of the zoo's file for ResNet, large and small, share what they have in common.</summary>
    [Fact]
    public void TheNetworksOfAFileShareTheirKernels()
    {
        GeneratorResult result = new GeneratorProject().File("ResNet.net.txt", File.ReadAllText(ExampleFiles.Path("Zoo/ResNet.net.txt"))).Run();
        Assert.Empty(result.Diagnostics);

        string[] networks = ["ResNet18", "ResNet34", "ResNet50", "ResNet101", "ResNet152"];
        HashSet<string> kernels = Kernels(result);
        int used = networks.Sum(network => kernels.Count(kernel => Uses(result, network, kernel)));
        Assert.All(kernels, kernel => Assert.Contains(networks, network => Uses(result, network, kernel)));
        Assert.True(used > 2 * kernels.Count, $"{kernels.Count} kernels in {used} uses");
    }

    private static bool Uses(GeneratorResult result, string network, string kernel)
    {
        string method = kernel.Split('.')[2];
        return result.Sources.Where(file => file.Key.Contains($".{network}.", StringComparison.Ordinal)).Any(file => file.Value.Contains(method + "(", StringComparison.Ordinal));
    }

    private static GeneratorProject Project() => new GeneratorProject().File("First.net.txt", First).File("Second.net.txt", Second);

    private static HashSet<string> Alone(string name) => Kernels(new GeneratorProject().File("a.net.txt", name == "First" ? First : Second).Run());

    private static HashSet<string> Kernels(GeneratorResult result) => [.. result.Sources.Keys.Where(name => name.StartsWith("NetGen.", StringComparison.Ordinal))];
}
