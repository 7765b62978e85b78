using System.Collections.Generic;
using System.Globalization;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

enum BodyKind
{
    Network,
    Block,
    Nested, // in a repeat or if
    Scan,
}

/// <summary>Parses the lines of a body. A mistake costs its line, not the body.</summary>
sealed class BodyParser(LineCursor lines, DiagnosticBag diagnostics)
{
    // Bounds the recursion over bodies here and in the binder.
    const int MostNested = 64;

    public LineCursor Lines => lines;

    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>A network's body: indented, or, since a network needs no indentation, the lines up to the next definition.</summary>
    public Seq<StatementSyntax> ParseNetwork(Line header)
    {
        if (lines.Current is { } first && first.Indentation > header.Indentation) return ParseLines(header, BodyKind.Network, 1);

        List<StatementSyntax> statements = [];
        while (lines.Current is { } line && !SpecParser.BeginsDefinition(line) && !diagnostics.IsFull)
        {
            CheckIndentation(line, header);
            statements.Add(Statement(BodyKind.Network, 0));
        }
        return statements.ToSeq();
    }

    /// <summary>The indented lines below <paramref name="header"/>.</summary>
    public Seq<StatementSyntax> Parse(Line header, string keyword, BodyKind kind, int depth)
    {
        if (!HasBody(header, keyword)) return [];
        if (depth <= MostNested) return ParseLines(header, kind, depth);
        diagnostics.Report(DiagnosticCatalogue.TooDeep, lines.Current!.First.Span, "statements", MostNested.ToString(CultureInfo.InvariantCulture));
        SkipBody(header);
        return [];
    }

    public bool HasBody(Line header, string keyword)
    {
        if (lines.Current is { } line && line.Indentation > header.Indentation) return true;
        diagnostics.Report(DiagnosticCatalogue.MissingBody, header.First.Span, keyword);
        return false;
    }

    public void SkipBody(Line header)
    {
        while (lines.Current is { } line && line.Indentation > header.Indentation) lines.Next();
    }

    Seq<StatementSyntax> ParseLines(Line header, BodyKind kind, int depth)
    {
        List<StatementSyntax> statements = [];
        Line first = lines.Current!;
        while (lines.Current is { } line && line.Indentation > header.Indentation && !diagnostics.IsFull)
        {
            CheckIndentation(line, first);
            statements.Add(Statement(kind, depth));
        }
        return statements.ToSeq();
    }

    /// <summary>Reports a line that is not indented as the first of its body.</summary>
    public void CheckIndentation(Line line, Line first)
    {
        if (line.HasTab || first.HasTab) return;
        int expected = first.Indentation;
        if (line.Indentation > expected)
            diagnostics.Report(DiagnosticCatalogue.Indentation, line.First.Span, $"indented by {line.Indentation} below a line that begins no body: {expected} would be right");
        else if (line.Indentation < expected)
            diagnostics.Report(DiagnosticCatalogue.Indentation, line.First.Span, $"indented by {line.Indentation}, but the lines of this body are indented by {expected}");
    }

    StatementSyntax Statement(BodyKind kind, int depth)
    {
        Line line = lines.Next();
        var statement = new StatementParser(this, line, new TokenCursor(line, diagnostics), depth);
        return statement.Parse(kind);
    }
}
