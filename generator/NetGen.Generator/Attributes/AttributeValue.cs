using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;

namespace NetGen.Generator.Attributes;

/// <summary>Turns the constants of attributes into expressions, as the parser makes them of text; what stands in quotes it parses.</summary>
static class AttributeValue
{
    /// <summary>Adds what is wrong in the text of a value to <paramref name="mistakes"/>.</summary>
    public static ExpressionSyntax Read(TypedConstant constant, SourceSpan span, List<Diagnostic> mistakes)
    {
        if (constant.IsNull) return new NameSyntax("null", span);
        if (constant.Kind == TypedConstantKind.Array) return Size(constant.Values.Select(value => Read(value, span, mistakes)).ToSeq(), span);
        return constant.Value switch
        {
            bool value => new NameSyntax(value ? "yes" : "no", span),
            double value => new FloatSyntax(value, span),
            float value => new FloatSyntax(value, span),
            string value => Parse(value, span, mistakes),
            byte or sbyte or short or ushort or int or uint or long => new IntegerSyntax(Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture), span),
            _ => new NameSyntax(constant.ToCSharpString(), span),
        };
    }

    /// <summary><c>3x5</c>, <c>1,2,3,4</c>, <c>1e-3</c>, <c>same</c>.</summary>
    static ExpressionSyntax Parse(string text, SourceSpan span, List<Diagnostic> mistakes)
    {
        (ExpressionSyntax value, Seq<Diagnostic> found) = SpecParser.ParseValue(text, span);
        mistakes.AddRange(found);
        return value;
    }

    static ExpressionSyntax Size(Seq<ExpressionSyntax> parts, SourceSpan span) => parts.Count switch
    {
        0 => new IntegerSyntax(0, span),
        1 => parts[0],
        _ => new SizeSyntax(parts, span),
    };
}
