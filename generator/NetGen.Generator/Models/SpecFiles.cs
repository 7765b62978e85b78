using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>Finds files by the paths that others write: relative to the file that writes them or, if nothing is there, by the end of a path, if only one file ends so.</summary>
static class SpecFiles
{
    public static SpecFile? Find(IEnumerable<SpecFile> files, string path, string? from)
    {
        string wanted = Normalize(Path.Combine(Path.GetDirectoryName(from) ?? "", path));
        string end = "/" + Normalize(path);
        SpecFile[] exact = [.. files.Where(file => Normalize(file.Path) == wanted)];
        SpecFile[] found = exact.Length > 0 ? exact : [.. files.Where(file => ("/" + Normalize(file.Path)).EndsWith(end, StringComparison.Ordinal))];
        return found.Length == 1 ? found[0] : null;
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
