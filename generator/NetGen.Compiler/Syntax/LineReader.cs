using System;
using System.Collections.Generic;
using System.Globalization;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>Splits a text into lines of tokens: drops empty lines and comments, joins continued pipelines, checks indentation characters.</summary>
sealed class LineReader(string text, string file, DiagnosticBag diagnostics)
{
    const int LongestLine = 10_000;
    const int TabWidth = 8;

    readonly List<Line> lines = [];

    public IReadOnlyList<Line> Read()
    {
        int number = 0;
        // A byte-order mark is not part of the first line: editors do not count it as a column.
        for (int start = text.StartsWith("\uFEFF", StringComparison.Ordinal) ? 1 : 0; start <= text.Length && !diagnostics.IsFull; number++)
        {
            int end = text.IndexOfAny(['\r', '\n'], start);
            if (end < 0) end = text.Length;
            ReadLine(text, start, end, number + 1);
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
        return Join();
    }

    void ReadLine(string text, int start, int end, int number)
    {
        if (end - start > LongestLine)
        {
            diagnostics.Report(DiagnosticCatalogue.LineTooLong, new SourceSpan(file, number, 1, number, end - start + 1), Invariant(LongestLine), Invariant(end - start));
            return;
        }
        string line = text.Substring(start, end - start);
        int indentation = 0;
        int tab = -1;
        int first = 0;
        for (; first < line.Length && line[first] is ' ' or '\t'; first++)
        {
            if (line[first] == '\t' && tab < 0) tab = first;
            indentation += line[first] == '\t' ? TabWidth - (indentation % TabWidth) : 1;
        }
        Seq<Token> tokens = new Lexer(line, first, file, number, diagnostics).Read();
        if (tokens[0].Kind == TokenKind.End) return;
        if (tab >= 0) diagnostics.Report(DiagnosticCatalogue.TabInIndentation, new SourceSpan(file, number, tab + 1, number, tab + 2));
        lines.Add(new Line(indentation, tokens));
    }

    /// <summary>A line goes on in the next if it ends, or the next begins, with '|', or if it ends with a comma.</summary>
    IReadOnlyList<Line> Join()
    {
        List<Line> joined = [];
        List<Token> tokens = [];
        for (int i = 0; i < lines.Count; i++)
        {
            Line first = lines[i];
            tokens.Clear();
            tokens.AddRange(first.Tokens);
            while (i + 1 < lines.Count && (tokens[tokens.Count - 2].Is("|") || tokens[tokens.Count - 2].Is(",") || lines[i + 1].First.Is("|")))
            {
                tokens.RemoveAt(tokens.Count - 1);
                tokens.AddRange(lines[++i].Tokens);
            }
            joined.Add(new Line(first.Indentation, tokens.ToSeq()));
        }
        return joined;
    }

    static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
