using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>Finds files by the paths that others write: relative to the file that writes them or, if nothing is there, by the end of a path, if only one file ends so.</summary>
static class SpecFiles
{
    public static SpecFile? Find(IEnumerable<SpecFile> files, string path, string? from) => All(files, path, from) is [var file] ? file : null;

    /// <summary>All that the path may mean.</summary>
    public static SpecFile[] All(IEnumerable<SpecFile> files, string path, string? from)
    {
        string wanted = Normalize(Path.Combine(Path.GetDirectoryName(from) ?? "", path));
        string end = "/" + Normalize(path);
        SpecFile[] exact = [.. files.Where(file => Normalize(file.Path) == wanted)];
        return exact.Length > 0 ? exact : [.. files.Where(file => ("/" + Normalize(file.Path)).EndsWith(end, StringComparison.Ordinal))];
    }

    /// <summary>The files that a file uses, and those that they use. A later use may find no more than these, so that nothing else can change what is made of the file.</summary>
    public static Seq<SpecFile> UsedBy(SpecFile file, IReadOnlyCollection<SpecFile> files)
    {
        List<SpecFile> used = [file];
        for (int i = 0; i < used.Count; i++)
        {
            foreach (UseSyntax use in used[i].Uses)
            {
                if (Find(files, use.Path, used[i].Path) is { } other && !used.Contains(other)) used.Add(other);
            }
        }
        return used.Skip(1).ToSeq();
    }

    /// <summary>What is wrong with a path that means several files; null for others.</summary>
    public static Diagnostic? Ambiguity(IEnumerable<SpecFile> files, string path, string? from, SourceSpan span)
    {
        const int most = 4;
        SpecFile[] all = All(files, path, from);
        if (all.Length < 2) return null;
        string names = string.Join(", ", all.Take(most).Select(file => file.Path)) + (all.Length > most ? ", …" : "");
        return Diagnostic.Create(DiagnosticCatalogue.AmbiguousFile, span, path, names);
    }

    /// <summary>The uses of a file that mean several.</summary>
    public static Seq<Diagnostic> Ambiguities(SpecFile file, IReadOnlyCollection<SpecFile> files) =>
        file.Uses.Select(use => Ambiguity(files, use.Path, file.Path, use.Span)).OfType<Diagnostic>().ToSeq();

    static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..") parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "")) parts.Add(part);
        }
        return string.Join("/", parts);
    }
}
