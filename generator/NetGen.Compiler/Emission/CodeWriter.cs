using System;
using System.Text;

namespace NetGen.Compiler.Emission;

/// <summary>Text with '\n' at line ends on every host, indented by two spaces: kernels are nested so deeply that four would be a quarter of all text.</summary>
public sealed class CodeWriter(int depth = 0)
{
    readonly StringBuilder text = new();

    public void Line(string line = "")
    {
        if (line.Length > 0) text.Append(' ', depth * 2).Append(line);
        text.Append('\n');
    }

    /// <summary>Lines that another writer has written at their depth.</summary>
    public void Written(string lines) => text.Append(lines);

    public void Open(string line)
    {
        if (line.Length > 0) Line(line);
        Line("{");
        depth++;
    }

    public void Close(string after = "")
    {
        depth--;
        Line("}" + after);
    }

    public void Block(string head, Action body)
    {
        Open(head);
        body();
        Close();
    }

    public override string ToString() => text.ToString();
}
