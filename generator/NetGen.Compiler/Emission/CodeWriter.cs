using System;
using System.Globalization;

namespace NetGen.Compiler.Emission;

/// <summary>Text with '\n' at line ends on every host, indented by tabs: kernels are nested so deeply that two spaces in their place are an eighth of all text.</summary>
public sealed class CodeWriter(int depth = 0)
{
    char[] text = new char[4096];
    int length;

    public ReadOnlySpan<char> Text => text.AsSpan(0, length);

    public void Line(string line = "")
    {
        if (line.Length > 0) Begin().Append(line);
        End();
    }

    /// <summary>Begins a line that is written in parts, without strings between: most of all text is such lines.</summary>
    public CodeWriter Begin()
    {
        Reserve(depth).Fill('\t');
        return this;
    }

    public CodeWriter Append(string part)
    {
        part.AsSpan().CopyTo(Reserve(part.Length));
        return this;
    }

    public CodeWriter Append(string text, int start, int count)
    {
        text.AsSpan(start, count).CopyTo(Reserve(count));
        return this;
    }

    public CodeWriter Append(int number) => Append(number.ToString(CultureInfo.InvariantCulture));

    public CodeWriter Append(char character)
    {
        Reserve(1)[0] = character;
        return this;
    }

    public void End(string end = "") => Append(end).Append('\n');

    /// <summary>Lines that another writer has written at their depth.</summary>
    public void Written(CodeWriter lines) => lines.Text.CopyTo(Reserve(lines.length));

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

    /// <summary>Begins again, in the memory it has.</summary>
    public void Clear() => length = 0;

    public override string ToString() => new(text, 0, length);

    Span<char> Reserve(int count)
    {
        if (length + count > text.Length) Array.Resize(ref text, Math.Max(length + count, text.Length * 2));
        length += count;
        return text.AsSpan(length - count, count);
    }
}
