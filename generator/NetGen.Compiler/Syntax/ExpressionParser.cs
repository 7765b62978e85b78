using System;
using System.Collections.Generic;
using System.Globalization;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>
/// Parses one expression by precedence. Among arguments, which are separated by spaces, a minus with a space before it and none behind begins the next
/// argument: <c>a -1</c> is two, <c>a - 1</c> and <c>a-1</c> are one.
/// </summary>
sealed class ExpressionParser(TokenCursor cursor, bool amongArguments)
{
    // Bounds the depth of the tree, and so of every recursion over it.
    const int MostParts = 256;

    static readonly string[][] Levels = [["or"], ["and"], ["==", "!=", "<", "<=", ">", ">="], ["+", "-"], ["*", "/", "%"]];
    const int Comparison = 2;

    int parts;
    int parentheses;

    public ExpressionSyntax Parse() => Binary(0);

    /// <summary>One expression, or several with commas between them.</summary>
    public ExpressionSyntax ParseList()
    {
        ExpressionSyntax first = Parse();
        if (!cursor.Current.Is(",")) return first;
        List<ExpressionSyntax> items = [first];
        while (!cursor.Failed && cursor.Accept(",")) items.Add(new ExpressionParser(cursor, amongArguments).Parse());
        return new ListSyntax(items.ToSeq(), cursor.SpanFrom(first.Span));
    }

    ExpressionSyntax Binary(int level)
    {
        if (level == Levels.Length) return Unary();
        if (level == Comparison && cursor.Current.IsName("not")) return Not();
        ExpressionSyntax left = Binary(level + 1);
        while (!cursor.Failed && IsOperator(level))
        {
            string symbol = cursor.Next().Text;
            Count();
            ExpressionSyntax right = Binary(level + 1);
            left = new BinarySyntax(symbol, left, right, left.Span.To(right.Span));
        }
        return left;
    }

    bool IsOperator(int level)
    {
        Token token = cursor.Current;
        if (token.Kind is not (TokenKind.Symbol or TokenKind.Name) || Array.IndexOf(Levels[level], token.Text) < 0) return false;
        return !(amongArguments && parentheses == 0 && token.Is("-") && token.SpaceBefore && !cursor.Peek(1).SpaceBefore);
    }

    ExpressionSyntax Not()
    {
        Token not = cursor.Next();
        Count();
        ExpressionSyntax operand = cursor.Failed ? Missing() : Binary(Comparison);
        return new UnarySyntax("not", operand, not.Span.To(operand.Span));
    }

    ExpressionSyntax Unary()
    {
        Token token = cursor.Current;
        if (!token.Is("-")) return Primary();
        cursor.Next();
        Count();
        ExpressionSyntax operand = cursor.Failed ? Missing() : Unary();
        SourceSpan span = token.Span.To(operand.Span);
        if (operand is not SizeSyntax size) return new UnarySyntax("-", operand, span);

        // The minus of -1x16 belongs to the first dimension.
        ExpressionSyntax[] dims = [.. size.Parts];
        dims[0] = new UnarySyntax("-", dims[0], token.Span.To(dims[0].Span));
        return new SizeSyntax(dims.ToSeq(), span);
    }

    ExpressionSyntax Primary()
    {
        Count();
        Token token = cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Float:
                cursor.Next();
                return new FloatSyntax(double.Parse(token.Text, CultureInfo.InvariantCulture), token.Span);
            case TokenKind.Name when !cursor.Failed:
                cursor.Next();
                return Member(new NameSyntax(token.Text, token.Span));
            case TokenKind.Integer:
            case TokenKind.Symbol when token.Text == "(" && !cursor.Failed:
                return Size(Dimension());
            default:
                cursor.Unexpected("a number, a name or '('");
                return Missing();
        }
    }

    ExpressionSyntax Member(NameSyntax name)
    {
        if (!cursor.Current.Is(".") || cursor.Current.SpaceBefore) return name;
        cursor.Next();
        NameSyntax member = cursor.ExpectName("a dimension such as 'channels'");
        return new MemberSyntax(name, member, name.Span.To(member.Span));
    }

    ExpressionSyntax Size(ExpressionSyntax first)
    {
        if (!cursor.Current.Is("x")) return first;
        List<ExpressionSyntax> dims = [first];
        while (!cursor.Failed && cursor.Accept("x"))
        {
            Count();
            Token minus = cursor.Current;
            bool negative = cursor.Accept("-");
            ExpressionSyntax dim = cursor.Failed ? Missing() : Dimension();
            dims.Add(negative ? new UnarySyntax("-", dim, minus.Span.To(dim.Span)) : dim);
        }
        return new SizeSyntax(dims.ToSeq(), cursor.SpanFrom(first.Span));
    }

    /// <summary>An integer, or an expression in parentheses.</summary>
    ExpressionSyntax Dimension()
    {
        Token token = cursor.Current;
        if (token.Kind == TokenKind.Integer)
        {
            cursor.Next();
            return new IntegerSyntax(long.Parse(token.Text, CultureInfo.InvariantCulture), token.Span);
        }
        if (!cursor.Accept("("))
        {
            cursor.Unexpected("a number or '('");
            return Missing();
        }
        parentheses++;
        ExpressionSyntax inner = Binary(0);
        parentheses--;
        cursor.Expect(")");
        return inner;
    }

    ExpressionSyntax Missing() => new IntegerSyntax(1, cursor.Current.Span);

    void Count()
    {
        if (++parts > MostParts)
            cursor.Report(DiagnosticCatalogue.TooMany, cursor.Current.Span, "parts in one expression", MostParts.ToString(CultureInfo.InvariantCulture));
    }
}
