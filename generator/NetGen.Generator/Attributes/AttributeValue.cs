using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Attributes;

/// <summary>Turns the constants of attributes into expressions, as the parser would make them of text.</summary>
static class AttributeValue
{
    public static ExpressionSyntax Read(TypedConstant constant, SourceSpan span)
    {
        if (constant.IsNull) return new NameSyntax("null", span);
        if (constant.Kind == TypedConstantKind.Array) return Size(constant.Values.Select(value => Read(value, span)).ToSeq(), span);
        return constant.Value switch
        {
            bool value => new NameSyntax(value ? "yes" : "no", span),
            double value => new FloatSyntax(value, span),
            float value => new FloatSyntax(value, span),
            string value => Parse(value, span),
            byte or sbyte or short or ushort or int or uint or long => new IntegerSyntax(Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture), span),
            _ => new NameSyntax(constant.ToCSharpString(), span),
        };
    }

    /// <summary><c>3x5</c>, <c>1,2,3,4</c>, <c>1e-3</c>, <c>same</c>.</summary>
    public static ExpressionSyntax Parse(string text, SourceSpan span)
    {
        string[] items = text.Split(',');
        return items.Length == 1 ? Item(text.Trim(), span) : new ListSyntax(items.Select(item => Item(item.Trim(), span)).ToSeq(), span);
    }

    static ExpressionSyntax Item(string text, SourceSpan span)
    {
        long?[] dims = [.. text.Split('x').Select(Integer)];
        if (dims.All(dim => dim is not null)) return Size(dims.Select(dim => (ExpressionSyntax)new IntegerSyntax(dim!.Value, span)).ToSeq(), span);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? new FloatSyntax(number, span) : new NameSyntax(text, span);
    }

    static ExpressionSyntax Size(Seq<ExpressionSyntax> parts, SourceSpan span) => parts.Count switch
    {
        0 => new IntegerSyntax(0, span),
        1 => parts[0],
        _ => new SizeSyntax(parts, span),
    };

    static long? Integer(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
}
