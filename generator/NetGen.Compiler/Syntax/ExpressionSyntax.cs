using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>An expression: arguments, defaults, counts and conditions. Evaluated while binding.</summary>
public abstract record ExpressionSyntax(SourceSpan Span);

/// <summary><c>64</c>.</summary>
public sealed record IntegerSyntax(long Value, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>1e-3</c>.</summary>
public sealed record FloatSyntax(double Value, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A name: a parameter, or a word such as <c>yes</c> or <c>same</c> where the argument takes one, or a value where the layer reads one.</summary>
public sealed record NameSyntax(string Name, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>in.channels</c>: a dimension of a value.</summary>
public sealed record MemberSyntax(NameSyntax Value, NameSyntax Member, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>3x5</c>, <c>1x28x28</c>, <c>-1x(2*n)</c>.</summary>
public sealed record SizeSyntax(Seq<ExpressionSyntax> Parts, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>1,2,3,4</c>; <c>a, b, c</c>.</summary>
public sealed record ListSyntax(Seq<ExpressionSyntax> Items, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>-x</c>, <c>not x</c>.</summary>
public sealed record UnarySyntax(string Operator, ExpressionSyntax Operand, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>+ - * / % == != &lt; &lt;= &gt; &gt;= and or</c>; <c>/</c> of integers rounds toward zero.</summary>
public sealed record BinarySyntax(string Operator, ExpressionSyntax Left, ExpressionSyntax Right, SourceSpan Span) : ExpressionSyntax(Span);
