using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Emission;

namespace NetGen.Generator.Models;

/// <summary>The files that are added for one network: its own, and the kernels that no network before it has.</summary>
sealed record NetworkSources(Seq<SourceFile> Files)
{
    public static IEnumerable<NetworkSources> Share(IEnumerable<CompiledUnit> networks)
    {
        var classes = new HashSet<string>(StringComparer.Ordinal);
        var kernels = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (CompiledUnit network in networks.Where(network => classes.Add(network.Class)))
        {
            IEnumerable<SourceFile> own = network.Code.Files.Select(file => file with { Name = Unique(file.Name, names) });
            yield return new NetworkSources(own.Concat(network.Code.Kernels.Where(kernel => kernels.Add(kernel.Name))).ToSeq());
        }
    }

    /// <summary>The files that have the networks as they were written, of the classes that there are.</summary>
    public static IEnumerable<SourceFile> Specs(IEnumerable<BoundUnit> units, IEnumerable<CompiledUnit> compiled, IReadOnlyCollection<SpecText> texts)
    {
        var classes = new HashSet<string>(compiled.Where(network => network.Code.Files.Count > 0).Select(network => network.Class), StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (BoundUnit unit in units)
        {
            string spec = unit.Origin.Read(texts);
            foreach (Network network in unit.Networks.Where(network => spec.Length <= SpecCode.MaxLength && classes.Remove(ClassName.Of(network))))
            {
                SourceFile file = SpecCode.Write(network, spec);
                yield return file with { Name = Unique(file.Name, names) };
            }
        }
    }

    /// <summary>Roslyn takes the names of two files for the same if only the case differs, or the type a class is nested in.</summary>
    static string Unique(string name, HashSet<string> names)
    {
        string unique = name;
        for (int i = 2; !names.Add(unique); i++) unique = $"{i}.{name}";
        return unique;
    }
}
