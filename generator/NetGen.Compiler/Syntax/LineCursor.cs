using System.Collections.Generic;

namespace NetGen.Compiler.Syntax;

/// <summary>The lines still to be parsed.</summary>
sealed class LineCursor(IReadOnlyList<Line> lines)
{
    int index;

    public Line? Current => index < lines.Count ? lines[index] : null;

    public Line Next() => lines[index++];
}
