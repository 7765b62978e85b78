using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>Parses <c>name = source | stage | stage</c>, and the arguments of stages, losses and optimizers.</summary>
sealed class PipelineParser(TokenCursor cursor)
{
    public PipelineSyntax Parse()
    {
        SourceSpan first = cursor.Current.Span;
        Seq<NameSyntax> names = ResultNames();
        // A line that begins with '|' and continues nothing (the first of a body) reads the result before, as any other does.
        if (names.Count == 0) cursor.Accept("|");
        List<StageSyntax> stages = [Source()];
        while (!cursor.Failed && cursor.Accept("|")) stages.Add(Stage());
        if (!cursor.AtEnd) cursor.Unexpected("'|', an argument or the end of the line");
        return new PipelineSyntax(names, stages.ToSeq(), cursor.SpanFrom(first));
    }

    /// <summary>The names before '=': none if the line does not begin with names, commas and '='.</summary>
    public Seq<NameSyntax> ResultNames()
    {
        int length = 1;
        while (cursor.Peek(length - 1).Kind == TokenKind.Name && cursor.Peek(length).Is(",")) length += 2;
        if (cursor.Peek(length - 1).Kind != TokenKind.Name || !cursor.Peek(length).Is("=")) return [];
        return Names("=");
    }

    /// <summary>Names with commas between them, up to a symbol or the end.</summary>
    public Seq<NameSyntax> Names(string? end = null)
    {
        List<NameSyntax> names = [cursor.ExpectName("a value's name")];
        while (!cursor.Failed && cursor.Accept(",")) names.Add(cursor.ExpectName("a value's name"));
        if (end != null) cursor.Expect(end);
        return names.ToSeq();
    }

    /// <summary>The first stage may be a sum or a product of values.</summary>
    StageSyntax Source()
    {
        Token sign = cursor.Peek(1);
        if (cursor.Current.Kind != TokenKind.Name || !(sign.Is("+") || sign.Is("*"))) return Stage();
        List<NameSyntax> operands = [cursor.ExpectName("a value's name")];
        while (!cursor.Failed && cursor.Accept(sign.Text)) operands.Add(cursor.ExpectName("a value's name"));
        SourceSpan span = cursor.SpanFrom(operands[0].Span);
        return new StageSyntax(null, new NameSyntax(sign.Text == "+" ? "add" : "mul", span), operands.ToSeq(), [], span);
    }

    StageSyntax Stage()
    {
        SourceSpan first = cursor.Current.Span;
        LabelSyntax? label = Label();
        NameSyntax keyword = cursor.ExpectKeyword("a layer, a block or a value");
        Seq<ArgumentSyntax> arguments = Arguments();
        return new StageSyntax(label, keyword, [], arguments, cursor.SpanFrom(first));
    }

    public LabelSyntax? Label()
    {
        if (cursor.Current.Kind != TokenKind.Label) return null;
        Token token = cursor.Next();
        if (token.Text.Split('.').Any(part => part.Length == 0))
            cursor.Report(DiagnosticCatalogue.Expected, token.Span, "a label of names and numbers with single dots between them", token.Describe());
        return new LabelSyntax(token.Text, token.Span);
    }

    /// <summary>Arguments separated by spaces, up to '|', the end or <paramref name="until"/>; or in parentheses that follow the keyword at once, with commas.</summary>
    public Seq<ArgumentSyntax> Arguments(string? until = null)
    {
        if (cursor.Current.Is("(") && !cursor.Current.SpaceBefore)
        {
            cursor.Next();
            if (cursor.Accept(")")) return [];
            Seq<ArgumentSyntax> inParentheses = ArgumentsWithCommas();
            cursor.Expect(")");
            return inParentheses;
        }
        List<ArgumentSyntax> arguments = [];
        while (!cursor.Failed && !cursor.AtEnd && !cursor.Current.Is("|") && !(until != null && cursor.Current.IsName(until)))
            arguments.Add(Argument(betweenCommas: false));
        return arguments.ToSeq();
    }

    public Seq<ArgumentSyntax> ArgumentsWithCommas()
    {
        List<ArgumentSyntax> arguments = [];
        do arguments.Add(Argument(betweenCommas: true));
        while (!cursor.Failed && cursor.Accept(","));
        return arguments.ToSeq();
    }

    ArgumentSyntax Argument(bool betweenCommas)
    {
        SourceSpan first = cursor.Current.Span;
        NameSyntax? key = null;
        if (cursor.Current.Kind == TokenKind.Name && cursor.Peek(1).Is("="))
        {
            key = cursor.ExpectName("an argument's name");
            cursor.Next();
        }
        var parser = new ExpressionParser(cursor, amongArguments: !betweenCommas);
        ExpressionSyntax value = betweenCommas ? parser.Parse() : parser.ParseList();
        return new ArgumentSyntax(key, value, cursor.SpanFrom(first));
    }
}
