using System;
using System.Text;

namespace NetGen.Compiler.Emission;

/// <summary>Indented text with '\n' at line ends on every host.</summary>
public sealed class CodeWriter
{
    readonly StringBuilder text = new();
    int depth;

    public void Line(string line = "")
    {
        if (line.Length > 0) text.Append(' ', depth * 4).Append(line);
        text.Append('\n');
    }

    /// <summary>Lines of a longer text, each indented.</summary>
    public void Lines(string lines)
    {
        foreach (string line in lines.Split('\n')) Line(line.TrimEnd('\r'));
    }

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
