using System.Collections.Generic;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary><c>conv* to layer3 except bn1</c>: the layers or parameters that a line of the <c>train</c> section is about.</summary>
public sealed record SelectorSyntax(Seq<SelectorTerm> Terms, Seq<SelectorTerm> Exceptions, SourceSpan Span);

/// <summary>A pattern of paths, <c>layer1.*.conv1</c>, whose <c>*</c> stands for any characters; or all layers in the network's order up to those of the pattern, from the start or
/// from another pattern.</summary>
public sealed record SelectorTerm(NameSyntax Pattern, bool IsRange, NameSyntax? From);

/// <summary>Parses a selector up to the end of the line.</summary>
static class SelectorParser
{
    public static SelectorSyntax Parse(TokenCursor cursor)
    {
        SourceSpan first = cursor.Current.Span;
        Seq<SelectorTerm> terms = Terms(cursor);
        Seq<SelectorTerm> exceptions = cursor.AcceptName("except") ? Terms(cursor) : [];
        cursor.ExpectEnd();
        return new SelectorSyntax(terms, exceptions, cursor.SpanFrom(first));
    }

    static Seq<SelectorTerm> Terms(TokenCursor cursor)
    {
        var terms = new List<SelectorTerm>();
        do
        {
            NameSyntax? from = cursor.Current.IsName("to") ? null : Pattern(cursor);
            bool isRange = cursor.AcceptName("to");
            terms.Add(new SelectorTerm(isRange ? Pattern(cursor) : from!, isRange, isRange ? from : null));
        }
        while (!cursor.Failed && !cursor.AtEnd && !cursor.Current.IsName("except"));
        return terms.ToSeq();
    }

    static NameSyntax Pattern(TokenCursor cursor)
    {
        Token first = cursor.Current;
        if (!IsPart(first) || first.IsName("to") || first.IsName("except"))
        {
            cursor.Unexpected("a layer's path, such as 'conv1', 'block*' or 'to layer3'");
            return new NameSyntax("", first.Span);
        }
        cursor.Next();
        var pattern = new NameSyntax(first.Text, first.Span);
        while (!cursor.Current.SpaceBefore && IsPart(cursor.Current))
        {
            Token part = cursor.Next();
            pattern = new NameSyntax(pattern.Name + part.Text, first.Span.To(part.Span));
        }
        return pattern;
    }

    static bool IsPart(Token token) => token.Kind is TokenKind.Name or TokenKind.Integer or TokenKind.Float || token.Is("*") || token.Is(".");
}
