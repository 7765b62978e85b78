using System.Collections.Generic;
using System.IO;
using System.Text;

namespace NetGen.Data;

/// <summary>A field of a line of CSV.</summary>
/// <param name="Text">The content without quotes and without space around it.</param>
/// <param name="Column">Where it begins in its line, from 1.</param>
internal readonly record struct CsvField(string Text, int Column);

/// <summary>Splits lines of CSV into fields.</summary>
internal sealed class CsvLineReader(TextReader reader, string path, char separator)
{
    private readonly List<CsvField> fields = [];
    private int line;

    /// <summary>The fields of the last line that was read.</summary>
    public IReadOnlyList<CsvField> Fields => fields;

    /// <summary>Reads the next line that is not blank; false at the end.</summary>
    public bool Read()
    {
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;

            fields.Clear();
            for (int position = 0; position <= text.Length;)
                position = ReadField(text, position) + 1;
            return true;
        }
        return false;
    }

    /// <summary>An exception that names the file, the current line and the column.</summary>
    public InvalidDataException Error(int column, string problem) => new($"{path}({line},{column}): {problem}.");

    /// <summary>Reads one field; returns the place of the separator behind it, or the end.</summary>
    private int ReadField(string text, int begin)
    {
        int quote = begin;
        while (quote < text.Length && text[quote] == ' ')
            quote++;
        if (quote < text.Length && text[quote] == '"')
            return ReadQuoted(text, quote);

        int end = text.IndexOf(separator, begin);
        if (end < 0)
            end = text.Length;
        fields.Add(new CsvField(text[begin..end].Trim(), begin + 1));
        return end;
    }

    private int ReadQuoted(string text, int quote)
    {
        var content = new StringBuilder();
        int i = quote + 1;
        for (; ; i++)
        {
            if (i >= text.Length)
                throw Error(quote + 1, "the quote is not closed on its line");
            if (text[i] != '"')
                content.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                content.Append(text[i++]);
            else
                break;
        }
        for (i++; i < text.Length && text[i] != separator; i++)
        {
            if (text[i] != ' ')
                throw Error(i + 1, $"expected '{separator}' behind the quoted field");
        }
        fields.Add(new CsvField(content.ToString().Trim(), quote + 1));
        return i;
    }
}
