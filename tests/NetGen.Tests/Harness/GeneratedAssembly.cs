using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler;
using NetGen.Oracle.Checks;

namespace NetGen.Tests.Harness;

/// <summary>Generated C# compiled in memory, as a project of a user would be: optimized, with every warning an error, and no method too large for the JIT to optimize.</summary>
public static class GeneratedAssembly
{
    static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(NetGen.Network).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(INetworkUnderTest).Assembly.Location),
    ];

    /// <summary>Compiles networks for some targets.</summary>
    public static NetworkFactory Compile(IReadOnlyList<NetGen.Compiler.Binding.Network> networks, TargetSet targets) =>
        Load(CaseSources.Generate(networks, targets)).GetType(AdapterSource.RegistryType, throwOnError: true)!
            .GetMethod("Create")!.CreateDelegate<NetworkFactory>();

    public static Assembly Load(IEnumerable<SourceFile> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"),
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text), options, file.Name)),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var problems = result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (problems.Length > 0)
            throw new InvalidOperationException("The generated code does not compile cleanly:\n" + string.Join("\n", problems.Take(10).Select(d => d.ToString())));
        image.Position = 0;
        IReadOnlyList<string> excesses = MethodSizes.Excesses(MethodSizes.Of(image));
        if (excesses.Count > 0) throw new InvalidOperationException("Generated methods are too large for the JIT to optimize:\n" + string.Join("\n", excesses));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: false).LoadFromStream(image);
    }
}
