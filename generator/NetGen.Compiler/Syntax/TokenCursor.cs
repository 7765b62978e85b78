using System.Collections.Generic;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>Reads the tokens of one line. The first mistake is reported; what follows from it in the same line is not.</summary>
sealed class TokenCursor(Line line, DiagnosticBag diagnostics)
{
    int index;

    public Token Current => Peek(0);

    /// <summary>Whether a mistake has been reported in this line: what was read of it may be incomplete.</summary>
    public bool Failed { get; private set; } = line.IsBroken;

    public bool AtEnd => Current.Kind == TokenKind.End;

    public Token Peek(int offset) => line.Tokens[System.Math.Min(index + offset, line.Tokens.Count - 1)];

    public Token Next()
    {
        Token token = Current;
        if (index < line.Tokens.Count - 1) index++;
        return token;
    }

    public bool Accept(string symbol)
    {
        if (!Current.Is(symbol)) return false;
        index++;
        return true;
    }

    public bool AcceptName(string name)
    {
        if (!Current.IsName(name)) return false;
        index++;
        return true;
    }

    public void Expect(string symbol)
    {
        if (!Accept(symbol)) Unexpected($"'{symbol}'");
    }

    /// <summary>A name; <paramref name="what"/> says what it would have been.</summary>
    public NameSyntax ExpectName(string what)
    {
        if (Current.Kind == TokenKind.Name)
        {
            Token token = Next();
            return new NameSyntax(token.Text, token.Span);
        }
        Unexpected(what);
        return new NameSyntax("", Current.Span);
    }

    /// <summary>A keyword: names may be joined by hyphens, as in <c>softmax-cross-entropy</c>.</summary>
    public NameSyntax ExpectKeyword(string what)
    {
        NameSyntax name = ExpectName(what);
        while (!Failed && IsHyphen(Current) && Peek(1) is { Kind: TokenKind.Name, SpaceBefore: false } part)
        {
            index += 2;
            name = new NameSyntax($"{name.Name}-{part.Text}", name.Span.To(part.Span));
        }
        return name;

        static bool IsHyphen(Token token) => token.Is("-") && !token.SpaceBefore;
    }

    /// <summary>A layer's path: names and numbers joined by dots, as in <c>layer1.0.conv1</c>.</summary>
    public NameSyntax ExpectPath(string what)
    {
        NameSyntax path = ExpectName(what);
        while (!Failed && !Current.SpaceBefore && Accept("."))
        {
            if (Current is not { Kind: TokenKind.Name or TokenKind.Integer or TokenKind.Float, SpaceBefore: false } part)
            {
                Unexpected("a name or a number behind the dot");
                break;
            }
            index++;
            path = new NameSyntax($"{path.Name}.{part.Text}", path.Span.To(part.Span));
        }
        return path;
    }

    public void ExpectEnd()
    {
        if (!AtEnd) Unexpected("the end of the line");
    }

    public void Unexpected(string expected) => Report(DiagnosticCatalogue.Expected, Current.Span, expected, Current.Describe());

    /// <summary>None of the keywords that could begin this line.</summary>
    public void UnexpectedKeyword(string expected, IEnumerable<string> keywords)
    {
        string suggestion = Current.Kind == TokenKind.Name ? Spelling.Suggest(Current.Text, keywords) : "";
        Report(DiagnosticCatalogue.Expected, Current.Span, expected, Current.Describe() + suggestion);
    }

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
    {
        if (!Failed) diagnostics.Report(descriptor, span, arguments);
        Failed = true;
    }

    /// <summary>The statement that this line begins is broken in another of its lines.</summary>
    public void Fail() => Failed = true;

    /// <summary>From a node's first token to the last one read.</summary>
    public SourceSpan SpanFrom(SourceSpan first) => index == 0 ? first : first.To(line.Tokens[index - 1].Span);
}
