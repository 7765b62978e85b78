using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Compiler;

namespace NetGen.Generator.Models;

/// <summary>Where a network is written: in a file and those it uses, in a class, or in a file for a class.</summary>
sealed record SpecOrigin(Seq<string> Paths, string Declaration)
{
    public static SpecOrigin Of(BindingUnit unit) => new(unit.Used.Prepend(unit.File).Select(file => file.Path).ToSeq(), unit.Declaration);

    /// <summary>All of it as one text. Files behind the first have their names above them, and what a class says of a file stands above that as a comment.</summary>
    public string Read(IReadOnlyCollection<SpecText> texts)
    {
        SpecText[] files = [.. Paths.Select(path => texts.FirstOrDefault(text => text.Path == path)).OfType<SpecText>()];
        if (files.Length == 0) return Declaration;
        string head = Declaration.Length == 0 ? "" : string.Concat(Declaration.Split('\n').Select(line => $"# {line.Trim()}\n"));
        return head + files[0].Text + string.Concat(files.Skip(1).Select(file => $"\n# {Path.GetFileName(file.Path)}\n{file.Text}"));
    }
}
