using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Checks;

/// <summary>The C# of several networks in one assembly, with their adapters.</summary>
public static class CaseSources
{
    public static IReadOnlyList<SourceFile> Generate(IReadOnlyList<Network> networks, TargetSet targets)
    {
        var files = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (Network network in networks)
        {
            CompiledNetwork compiled = NetworkCompiler.Compile(network, targets);
            if (compiled.Refusal is { } refusal) throw new InvalidOperationException($"{network.Name}: {refusal}");
            foreach (SourceFile file in compiled.Files) files.Add(file.Name, file);
            foreach (SourceFile kernel in compiled.Kernels) Share(files, kernel);
            SourceFile adapter = AdapterSource.Adapter(network);
            files.Add(adapter.Name, adapter);
        }

        SourceFile registry = AdapterSource.Registry(networks);
        files.Add(registry.Name, registry);
        return [.. files.Values];
    }

    /// <summary>A kernel is named by its content: one of a name that was there before is the same.</summary>
    static void Share(Dictionary<string, SourceFile> files, SourceFile kernel)
    {
        if (!files.TryAdd(kernel.Name, kernel) && files[kernel.Name] != kernel)
            throw new InvalidOperationException($"Two different kernels are called {kernel.Name}.");
    }
}
