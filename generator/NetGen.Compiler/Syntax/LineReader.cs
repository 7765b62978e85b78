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
        if (start == end) return;
        if (end - start > LongestLine)
        {
            var span = new SourceSpan(file, number, 1, number, end - start + 1);
            diagnostics.Report(DiagnosticCatalogue.LineTooLong, span, Invariant(LongestLine), Invariant(end - start));
            // What it would have said is missing from the body it stands in.
            lines.Add(new Line(lines.Count > 0 ? lines[lines.Count - 1].Indentation : 0, [new Token(TokenKind.End, "", span, true)], true));
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
        int errors = diagnostics.Errors;
        Seq<Token> tokens = new Lexer(line, first, file, number, diagnostics).Read();
        bool isBroken = diagnostics.Errors > errors;
        if (tokens[0].Kind == TokenKind.End && !isBroken) return;
        if (tab >= 0) diagnostics.Report(DiagnosticCatalogue.TabInIndentation, new SourceSpan(file, number, tab + 1, number, tab + 2));
        lines.Add(new Line(indentation, tokens, isBroken) { HasTab = tab >= 0 });
    }

    /// <summary>A line goes on in the next if it ends, or the next begins, with '|', or if it ends with a comma.</summary>
    IReadOnlyList<Line> Join()
    {
        List<Line> joined = [];
        for (int i = 0; i < lines.Count; i++)
        {
            Line first = lines[i];
            List<Token> tokens = [.. first.Tokens];
            bool isBroken = first.IsBroken;
            while (i + 1 < lines.Count && (lines[i + 1].First.Is("|") || EndsOpen(tokens)))
            {
                Line next = lines[++i];
                tokens.RemoveAt(tokens.Count - 1);
                tokens.AddRange(next.Tokens);
                isBroken |= next.IsBroken;
            }
            joined.Add(first with { Tokens = tokens.ToSeq(), IsBroken = isBroken });
        }
        return joined;

        static bool EndsOpen(List<Token> tokens) => tokens.Count > 1 && (tokens[tokens.Count - 2].Is("|") || tokens[tokens.Count - 2].Is(","));
    }

    static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
