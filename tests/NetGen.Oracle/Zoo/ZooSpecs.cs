using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Syntax;

namespace NetGen.Oracle.Zoo;

/// <summary>The networks of examples/Zoo.</summary>
public static class ZooSpecs
{
    static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "../../../../examples/Zoo"));

    /// <summary>All of them by name, each bound without an error or a warning.</summary>
    public static IReadOnlyDictionary<string, Network> Networks { get; } =
        Directory.GetFiles(Folder, "*.net.txt").SelectMany(path => Bind(File.ReadAllText(path), Path.GetFileName(path))).ToDictionary(n => n.Name);

    /// <summary>The one network of a text that may use the files of the zoo.</summary>
    public static Network Bind(string spec) => Bind(spec, "case.net.txt").Single();

    /// <summary>What a file has before its first network: blocks, for networks elsewhere.</summary>
    public static string Blocks(string file)
    {
        string text = File.ReadAllText(Path.Combine(Folder, file));
        return text[..text.IndexOf("\nnetwork ", StringComparison.Ordinal)];
    }

    static IEnumerable<Network> Bind(string spec, string name)
    {
        var (file, mistakes) = SpecParser.Parse(spec, name);
        var (networks, more) = Binder.Bind(file, (used, _) => SpecParser.Parse(File.ReadAllText(Path.Combine(Folder, used)), used).File, "Zoo");
        return mistakes.Count + more.Count == 0 ? networks : throw new ArgumentException(string.Join("\n", mistakes.Concat(more)), nameof(spec));
    }

    static string Here([CallerFilePath] string path = "") => path;
}
