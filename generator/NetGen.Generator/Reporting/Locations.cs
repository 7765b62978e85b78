using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Generator.Reporting;

/// <summary>Turns places into Roslyn's locations, at the very end: nothing that is cached may hold one.</summary>
sealed class Locations(Compilation compilation, IReadOnlyList<Models.SpecText> texts)
{
    public Location Of(SourceSpan span)
    {
        if (span.File is not { } path) return Location.None;
        var lines = new LinePositionSpan(new LinePosition(span.StartLine - 1, span.StartColumn - 1), new LinePosition(span.EndLine - 1, span.EndColumn - 1));
        // In C# it is a location of the tree, so that '#pragma warning disable' works.
        if (compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == path) is { } tree) return Location.Create(tree, Offsets(tree.GetText(), lines));
        SourceText text = SourceText.From(texts.FirstOrDefault(file => file.Path == path)?.Text ?? "");
        return Location.Create(path, Offsets(text, lines), lines);
    }

    static TextSpan Offsets(SourceText text, LinePositionSpan lines)
    {
        int start = Offset(text, lines.Start);
        return TextSpan.FromBounds(start, Math.Max(start, Offset(text, lines.End)));
    }

    static int Offset(SourceText text, LinePosition position) =>
        position.Line < text.Lines.Count ? Math.Min(text.Lines[position.Line].Start + position.Character, text.Length) : text.Length;
}
