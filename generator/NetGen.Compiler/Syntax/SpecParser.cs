using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>Parses a <c>.net.txt</c> file: <c>use</c>, <c>block</c> and <c>network</c> definitions with their bodies.</summary>
public sealed class SpecParser
{
    static readonly Dictionary<string, Action<SpecParser, Line, TokenCursor>> Definitions = new(StringComparer.Ordinal)
    {
        ["use"] = (parser, _, cursor) => parser.Use(cursor),
        ["block"] = (parser, line, cursor) => parser.Block(line, cursor),
        ["network"] = (parser, line, cursor) => parser.Network(line, cursor),
    };

    readonly DiagnosticBag diagnostics;
    readonly LineCursor lines;
    readonly List<UseSyntax> uses = [];
    readonly List<BlockSyntax> blocks = [];
    readonly List<NetworkSyntax> networks = [];
    readonly List<NetworkAliasSyntax> aliases = [];

    SpecParser(DiagnosticBag diagnostics, LineCursor lines)
    {
        this.diagnostics = diagnostics;
        this.lines = lines;
    }

    /// <summary>Any text gives a file and diagnostics; where there are errors the file is what could be understood.</summary>
    public static (SpecFile File, Seq<Diagnostic> Diagnostics) Parse(string text, string file)
    {
        var diagnostics = new DiagnosticBag();
        var lines = new LineCursor(new LineReader(text, file, diagnostics).Read());
        if (lines.Current == null && diagnostics.Count == 0) diagnostics.Report(DiagnosticCatalogue.EmptyFile, new SourceSpan(file, 1, 1, 1, 1));
        var parser = new SpecParser(diagnostics, lines);
        parser.ParseDefinitions();
        return (new SpecFile(file, parser.uses.ToSeq(), parser.blocks.ToSeq(), parser.networks.ToSeq(), parser.aliases.ToSeq()), diagnostics.ToSeq());
    }

    /// <summary>
    /// Arguments as they stand in <c>[Network("file.net.txt", "classes=10, depth=18")]</c>. Everything is said to be at <paramref name="span"/>, for the
    /// text is inside a C# string.
    /// </summary>
    public static (Seq<ArgumentSyntax> Arguments, Seq<Diagnostic> Diagnostics) ParseArguments(string text, SourceSpan span)
    {
        return ParseQuoted(text, span, cursor => cursor.AtEnd ? [] : new PipelineParser(cursor).ArgumentsWithCommas());
    }

    /// <summary>The value of one argument, as it stands in <c>Pad = "1,2,3,4"</c>: an expression, or several with commas. All of it is said to be at
    /// <paramref name="span"/>.</summary>
    public static (ExpressionSyntax Value, Seq<Diagnostic> Diagnostics) ParseValue(string text, SourceSpan span) =>
        ParseQuoted(text, span, cursor => new ExpressionParser(cursor, amongArguments: false).ParseList());

    /// <summary>A selector, as it stands in <c>Freeze("conv1 block*")</c>. All of it is said to be at <paramref name="span"/>.</summary>
    public static (SelectorSyntax Selector, Seq<Diagnostic> Diagnostics) ParseSelector(string text, SourceSpan span) => ParseQuoted(text, span, SelectorParser.Parse);

    /// <summary>Where there are diagnostics, the result is what could be understood.</summary>
    static (T Result, Seq<Diagnostic> Diagnostics) ParseQuoted<T>(string text, SourceSpan span, Func<TokenCursor, T> parse)
    {
        var diagnostics = new DiagnosticBag();
        IEnumerable<Token> tokens = new LineReader(text, "", diagnostics).Read().SelectMany(line => line.Tokens).Where(token => token.Kind != TokenKind.End);
        Seq<Token> line = tokens.Append(new Token(TokenKind.End, "", span, true)).Select(token => token with { Span = span }).ToSeq();
        var cursor = new TokenCursor(new Line(0, line, diagnostics.Count > 0), diagnostics);
        T result = parse(cursor);
        cursor.ExpectEnd();
        return (result, diagnostics.ToSeq().Select(diagnostic => diagnostic with { Span = span }).ToSeq());
    }

    internal static bool BeginsDefinition(Line line) => line.First.Kind == TokenKind.Name && Definitions.ContainsKey(line.First.Text);

    void ParseDefinitions()
    {
        while (lines.Current is { } line && !diagnostics.IsFull)
        {
            lines.Next();
            var cursor = new TokenCursor(line, diagnostics);
            if (BeginsDefinition(line)) Definitions[line.First.Text](this, line, cursor);
            else SkipStray(cursor);
        }
    }

    /// <summary>Lines that belong to no definition: one diagnostic for all of them.</summary>
    void SkipStray(TokenCursor cursor)
    {
        cursor.UnexpectedKeyword("'network', 'block' or 'use'", Definitions.Keys);
        while (lines.Current is { } line && !BeginsDefinition(line)) lines.Next();
    }

    void Use(TokenCursor cursor)
    {
        SourceSpan first = cursor.Next().Span;
        Token path = cursor.Current;
        if (path.Kind == TokenKind.String) cursor.Next();
        else cursor.Unexpected("a file's name in quotes, as in 'use \"blocks.net.txt\"'");
        cursor.ExpectEnd();
        if (!cursor.Failed) uses.Add(new UseSyntax(path.Text, cursor.SpanFrom(first)));
    }

    void Block(Line line, TokenCursor cursor)
    {
        cursor.Next();
        NameSyntax name = cursor.ExpectName("the block's name");
        Seq<ParameterSyntax> parameters = Parameters(cursor);
        cursor.ExpectEnd();
        blocks.Add(new BlockSyntax(name, parameters, new BodyParser(lines, diagnostics).Parse(line, "block", BodyKind.Block, 1)) { IsMalformed = cursor.Failed });
    }

    void Network(Line line, TokenCursor cursor)
    {
        cursor.Next();
        NameSyntax name = cursor.ExpectName("the network's name");
        if (cursor.Accept("="))
        {
            NameSyntax network = cursor.ExpectName("a network's name");
            Seq<ArgumentSyntax> arguments = new PipelineParser(cursor).Arguments();
            cursor.ExpectEnd();
            if (!cursor.Failed) aliases.Add(new NetworkAliasSyntax(name, network, arguments));
            return;
        }
        Seq<ParameterSyntax> parameters = Parameters(cursor);
        cursor.ExpectEnd();
        networks.Add(new NetworkSyntax(name, parameters, new BodyParser(lines, diagnostics).ParseNetwork(line)) { IsMalformed = cursor.Failed });
    }

    static Seq<ParameterSyntax> Parameters(TokenCursor cursor)
    {
        List<ParameterSyntax> parameters = [];
        if (!cursor.Accept("(") || cursor.Accept(")")) return [];
        do
        {
            NameSyntax name = cursor.ExpectName("a parameter's name");
            bool hasDefault = !cursor.Failed && cursor.Accept("=");
            parameters.Add(new ParameterSyntax(name, hasDefault ? new ExpressionParser(cursor, amongArguments: false).Parse() : null));
        }
        while (!cursor.Failed && cursor.Accept(","));
        cursor.Expect(")");
        return parameters.ToSeq();
    }
}
