namespace NetGen.Compiler.Diagnostics;

/// <summary>A piece of a file: lines and columns count from 1, in UTF-16 units; the end is behind the last character. The default value is nowhere.</summary>
public readonly record struct SourceSpan(string? File, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>From the start of this to the end of <paramref name="last"/>.</summary>
    public SourceSpan To(SourceSpan last) => this with { EndLine = last.EndLine, EndColumn = last.EndColumn };

    public override string ToString() => $"{File}({StartLine},{StartColumn})";
}
