using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>Parses one statement, and the bodies below it.</summary>
sealed class StatementParser(BodyParser body, Line line, TokenCursor cursor, int depth)
{
    sealed record Keyword(Func<StatementParser, StatementSyntax> Parse, BodyKind? OnlyIn = null);

    static readonly Dictionary<string, Keyword> Keywords = new(StringComparer.Ordinal)
    {
        ["input"] = new(s => s.Input(), OnlyIn: BodyKind.Network),
        ["output"] = new(s => s.Output(), OnlyIn: BodyKind.Network),
        ["unroll"] = new(s => s.Mode("'full', 'auto' or 'tiles'", (mode, span) => new UnrollSyntax(mode, span)), OnlyIn: BodyKind.Network),
        ["winograd"] = new(s => s.Mode("'auto' or 'off'", (mode, span) => new WinogradSyntax(mode, span)), OnlyIn: BodyKind.Network),
        ["train"] = new(s => s.Train(), OnlyIn: BodyKind.Network),
        ["repeat"] = new(s => s.Repeat(null)),
        ["if"] = new(s => s.If()),
        ["elif"] = new(s => s.Misplaced("no 'if' with the same indentation is right above it")),
        ["else"] = new(s => s.Misplaced("no 'if' with the same indentation is right above it")),
        ["use"] = new(s => s.Misplaced("it belongs outside of networks and blocks")),
        ["block"] = new(s => s.Misplaced("it belongs outside of networks and blocks")),
        ["network"] = new(s => s.Misplaced("it belongs outside of networks and blocks")),
        ["freeze"] = new(s => s.Misplaced("it belongs in 'train'")),
        ["scan"] = new(s => s.Scan.Parse()),
        ["carry"] = new(s => s.Scan.Carry(), OnlyIn: BodyKind.Scan),
        ["yield"] = new(s => s.Scan.Yield(), OnlyIn: BodyKind.Scan),
    };

    ScanParser Scan => new(body, line, cursor, depth);

    /// <summary>Whether the word begins a statement, and so cannot be the name of a value.</summary>
    public static bool IsKeyword(string name) => Keywords.ContainsKey(name);

    public StatementSyntax Parse(BodyKind kind)
    {
        Token first = cursor.Current;
        bool isDefinition = cursor.Peek(1).Is("=") || cursor.Peek(1).Is(",");
        if (first.Kind == TokenKind.Label && cursor.Peek(1).IsName("repeat"))
            return Checked(Repeat(new PipelineParser(cursor).Label()), []);
        if (ScanParser.Begins(cursor)) return Checked(Scan.Parse(), []);
        if (first.Kind != TokenKind.Name || isDefinition || !Keywords.TryGetValue(first.Text, out Keyword? keyword))
            return Pipeline();
        if (keyword.OnlyIn is { } only && kind != only)
        {
            return Misplaced(only == BodyKind.Scan ? "it belongs directly in a scan"
                : kind == BodyKind.Block ? "a block has no such statement; it belongs in a network"
                : "it belongs directly in the network");
        }
        return Checked(keyword.Parse(this), []);
    }

    StatementSyntax Pipeline()
    {
        PipelineSyntax pipeline = new PipelineParser(cursor).Parse();
        foreach (NameSyntax name in pipeline.Names.Where(n => IsKeyword(n.Name)))
            cursor.Report(DiagnosticCatalogue.ReservedName, name.Span, name.Name, "a value", "it begins a statement");
        return Checked(pipeline, pipeline.Names);
    }

    StatementSyntax Checked(StatementSyntax statement, Seq<NameSyntax> names) =>
        cursor.Failed && statement is not MalformedSyntax ? new MalformedSyntax(names, statement.Span) : statement;

    StatementSyntax Input()
    {
        SourceSpan first = cursor.Next().Span;
        Token token = cursor.Current;
        var name = new NameSyntax(token.Text, token.Span);
        if (token.Kind != TokenKind.Label) cursor.Unexpected("a name and a colon, as in 'input image: 1x28x28'");
        else if (token.Text.Contains('.')) cursor.Report(DiagnosticCatalogue.Expected, token.Span, "a name without dots", token.Describe());
        cursor.Next();
        bool tokens = cursor.Current.IsName("tokens") && cursor.Peek(1).Is("(");
        if (tokens)
        {
            cursor.Next();
            cursor.Next();
        }
        ExpressionSyntax type = new ExpressionParser(cursor, amongArguments: false).Parse();
        if (tokens) cursor.Expect(")");
        ExpressionSyntax? times = null;
        if (cursor.Accept("["))
        {
            times = new ExpressionParser(cursor, amongArguments: false).Parse();
            cursor.Expect("]");
        }
        SourceSpan? lengths = null;
        if (times != null && cursor.Current.IsName("lengths")) lengths = cursor.Next().Span;
        cursor.ExpectEnd();
        SourceSpan span = cursor.SpanFrom(first);
        return cursor.Failed ? new MalformedSyntax([name], span) : new InputSyntax(name, type, span) { IsTokens = tokens, Times = times, Lengths = lengths };
    }

    StatementSyntax Output()
    {
        SourceSpan first = cursor.Next().Span;
        Seq<NameSyntax> values = new PipelineParser(cursor).Names();
        cursor.ExpectEnd();
        return new OutputSyntax(values, cursor.SpanFrom(first));
    }

    /// <summary>A keyword and one word.</summary>
    StatementSyntax Mode(string modes, Func<NameSyntax, SourceSpan, StatementSyntax> make)
    {
        SourceSpan first = cursor.Next().Span;
        NameSyntax mode = cursor.ExpectName(modes);
        cursor.ExpectEnd();
        return make(mode, cursor.SpanFrom(first));
    }

    StatementSyntax Repeat(LabelSyntax? label)
    {
        SourceSpan first = cursor.Next().Span;
        ExpressionSyntax count = new ExpressionParser(cursor, amongArguments: false).Parse();
        NameSyntax? variable = cursor.AcceptName("as") ? cursor.ExpectName("a name for the number of the repetition") : null;
        cursor.ExpectEnd();
        SourceSpan span = cursor.SpanFrom(label?.Span ?? first);
        return new RepeatSyntax(label, count, variable, body.Parse(line, "repeat", BodyKind.Nested, depth + 1), span);
    }

    StatementSyntax If()
    {
        SourceSpan first = cursor.Next().Span;
        List<BranchSyntax> branches = [Branch(cursor, line, hasCondition: true)];
        SourceSpan span = cursor.SpanFrom(first);
        bool hasElse = false;
        while (!hasElse && body.Lines.Current is { } next && next.Indentation == line.Indentation && (next.First.IsName("elif") || next.First.IsName("else")))
        {
            body.Lines.Next();
            var nextCursor = new TokenCursor(next, body.Diagnostics);
            hasElse = nextCursor.Next().Text == "else";
            branches.Add(Branch(nextCursor, next, !hasElse));
            if (nextCursor.Failed) cursor.Fail();
        }
        return new IfSyntax(branches.ToSeq(), span);
    }

    BranchSyntax Branch(TokenCursor header, Line headerLine, bool hasCondition)
    {
        ExpressionSyntax? condition = hasCondition ? new ExpressionParser(header, amongArguments: false).Parse() : null;
        if (header.Current.Is("=")) header.Unexpected("'==' to compare");
        header.ExpectEnd();
        return new BranchSyntax(condition, body.Parse(headerLine, headerLine.First.Text, BodyKind.Nested, depth + 1));
    }

    StatementSyntax Train() => new TrainParser(body, line, cursor).Parse();

    StatementSyntax Misplaced(string reason)
    {
        cursor.Report(DiagnosticCatalogue.Misplaced, cursor.Current.Span, cursor.Current.Text, reason);
        body.SkipBody(line);
        return new MalformedSyntax([], cursor.Current.Span);
    }
}
