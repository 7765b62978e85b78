using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>Generated code compiles beside whatever else a project has: types with the names of .NET's, odd namespaces, assemblies that see each other's internals.</summary>
public class NeighbourTests
{
    private const string Looped =
        "network Looped\nunroll tiles\ninput image: 3x9x9\nconv 5 3x3 pad=1 | batchnorm | relu | maxpool 2 | dropout 0.5 | dense 7 | tanh | dense 3\n"
            + "train\n  loss softmax-cross-entropy\n  optimizer adam";

    private const string Straight = "network Straight\ninput x: 7\ndense 5 | gelu | softplus | dense 3 | softmax\ntrain\n  loss mse\n  optimizer momentum";

    /// <summary>What the code refers to, and its own names.</summary>
    private static readonly string[] Names =
    [
        "Math", "MathF", "GC", "BitConverter", "Span", "ReadOnlySpan", "Buffer", "Vector64", "Vector128", "Vector256", "Vector512",
        "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "PlatformNotSupportedException", "ArgumentException", "ObjectDisposedException",
        "Avx2", "Avx2Kernels", "Generated", "Network", "Trainer", "Frame", "Check", "Batch", "AlignedBuffer",
    ];

    [Fact]
    public void TypesBesideANetworkMayHaveAnyName() => Compiles("Project", "namespace Project { ", [.. Names, "System", "NetGen", "Simd"], "}");

    [Fact]
    public void TypesOfTheGlobalNamespaceMayHaveAnyName() => Compiles("Project", "", Names, "");

    [Fact]
    public void TypesAroundTheRootNamespaceMayHaveAnyName() => Compiles("Project.Nets", "namespace Project { ", [.. Names, "System", "NetGen", "Simd"], "}");

    [Theory]
    [InlineData("Math"), InlineData("System"), InlineData("NetGen"), InlineData("Simd"), InlineData("Vector256")]
    public void NamespacesMayHaveAnyName(string name)
    {
        Compiles("Project." + name, "", [], "");
        Compiles("Project", $"namespace Project.{name} {{ ", ["Other"], "}");
    }

    private static void Compiles(string root, string before, string[] types, string after)
    {
        GeneratorResult result = new GeneratorProject().Property("RootNamespace", root).Property("NetGenTargetList", "avx2,scalar")
            .File("a.net.txt", Looped).File("b.net.txt", Straight).File("a.cs", before + string.Concat(types.Select(type => $"internal class {type}; ")) + after).Run();
        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [InlineData("my-net", "my_net")]
    [InlineData("3d", "_3d")]
    [InlineData("A.class.B", "A.class.B")]
    [InlineData("My App.2 (copy)", "My_App._2__copy_")]
    [InlineData("Größe..x", "Größe.x")]
    [InlineData("", "")]
    public void TheRootNamespaceIsMadeAnIdentifier(string property, string expected)
    {
        GeneratorResult result = new GeneratorProject().Property("RootNamespace", property).File("a.net.txt", "network Small\ninput x: 4\ndense 2").Run();

        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.CompilerMessages);
        Assert.NotNull(result.Output.GetTypeByMetadataName(expected == "" ? "Small" : expected + ".Small"));
    }

    [Fact]
    public void AClassMayStandInANamespaceThatIsAKeyword()
    {
        GeneratorResult result = new GeneratorProject().File("a.cs", "using NetGen;\nnamespace A.@class; [Network, Input(4), Dense(2)] public partial class Small;").Run();

        Assert.Empty(result.Diagnostics);
        Assert.Empty(result.CompilerMessages);
        Assert.NotNull(result.Output.GetTypeByMetadataName("A.class.Small"));
    }

    [Fact]
    public void AssembliesThatSeeEachOthersInternalsMayBothHaveNetworks()
    {
        GeneratorResult library = new GeneratorProject().File("a.net.txt", Looped).File("a.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]").Run();
        GeneratorResult tests = new GeneratorProject("Tests", library.Output.ToMetadataReference())
            .File("a.net.txt", Looped.Replace("Looped", "Again", StringComparison.Ordinal))
            .File("a.cs", "class Use { public static object All(Project.Looped net, Project.Again own) => (net, own); }").Run();

        Assert.Contains(library.Sources.Keys, name => name.StartsWith("NetGen.Avx2.conv", StringComparison.Ordinal));
        Assert.Empty(tests.CompilerMessages);
    }
}
