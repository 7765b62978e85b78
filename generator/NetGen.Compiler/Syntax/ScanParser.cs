using System.Globalization;
using System.Linq;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>Parses a <c>scan</c>, and the statements that only its body has.</summary>
sealed class ScanParser(BodyParser body, Line line, TokenCursor cursor, int depth)
{
    /// <summary>Whether the line is <c>names = label: scan</c>, of which names and label may be missing.</summary>
    public static bool Begins(TokenCursor cursor)
    {
        int at = 0;
        while (cursor.Peek(at).Kind == TokenKind.Name && cursor.Peek(at + 1).Is(",")) at += 2;
        at = cursor.Peek(at).Kind == TokenKind.Name && cursor.Peek(at + 1).Is("=") ? at + 2 : 0;
        if (cursor.Peek(at).Kind == TokenKind.Label) at++;
        return at > 0 && cursor.Peek(at).IsName("scan");
    }

    public StatementSyntax Parse()
    {
        SourceSpan first = cursor.Current.Span;
        var pipeline = new PipelineParser(cursor);
        Seq<NameSyntax> names = pipeline.ResultNames();
        LabelSyntax? label = pipeline.Label();
        cursor.Next();
        Seq<NameSyntax> steps = [], sequences = [];
        ExpressionSyntax? count = null;
        if (cursor.Current.Kind == TokenKind.Name && (cursor.Peek(1).Is(",") || cursor.Peek(1).IsName("in")))
        {
            steps = pipeline.Names();
            if (!cursor.AcceptName("in")) cursor.Unexpected("'in' and the sequences");
            sequences = pipeline.Names();
            if (!cursor.Failed && steps.Count != sequences.Count)
                cursor.Report(
                    DiagnosticCatalogue.Expected, cursor.SpanFrom(sequences[0].Span),
                    $"a sequence for each of the {steps.Count} names", sequences.Count.ToString(CultureInfo.InvariantCulture));
        }
        else count = new ExpressionParser(cursor, amongArguments: false).Parse();
        cursor.ExpectEnd();
        SourceSpan span = cursor.SpanFrom(first);
        Seq<StatementSyntax> statements = body.Parse(line, "scan", BodyKind.Scan, depth + 1);
        return cursor.Failed ? new MalformedSyntax(names, span) : new ScanSyntax(names, label, steps, sequences, count, statements, span);
    }

    public StatementSyntax Carry()
    {
        SourceSpan first = cursor.Next().Span;
        if (cursor.Current.Kind == TokenKind.Label)
        {
            Token token = cursor.Next();
            if (token.Text.Contains('.')) cursor.Report(DiagnosticCatalogue.Expected, token.Span, "a name without dots", token.Describe());
            ExpressionSyntax shape = new ExpressionParser(cursor, amongArguments: true).Parse();
            bool learned = cursor.AcceptName("learned");
            cursor.ExpectEnd();
            var name = new NameSyntax(token.Text, token.Span);
            return cursor.Failed ? new MalformedSyntax([name], cursor.SpanFrom(first)) : new ZeroCarrySyntax(name, shape, learned, cursor.SpanFrom(first));
        }
        PipelineSyntax initial = new PipelineParser(cursor).Parse();
        if (!cursor.Failed && initial.Names.Count == 0)
            cursor.Report(DiagnosticCatalogue.Expected, cursor.SpanFrom(first), "'carry NAME = PIPELINE' or 'carry NAME: SHAPE'", "neither");
        return cursor.Failed ? new MalformedSyntax(initial.Names, cursor.SpanFrom(first)) : new CarrySyntax(initial, cursor.SpanFrom(first));
    }

    public StatementSyntax Yield()
    {
        SourceSpan first = cursor.Next().Span;
        PipelineSyntax result = new PipelineParser(cursor).Parse();
        return new YieldSyntax(result, cursor.SpanFrom(first));
    }
}
