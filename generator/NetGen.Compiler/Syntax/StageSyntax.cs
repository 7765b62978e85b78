using NetGen.Compiler.Diagnostics;

namespace NetGen.Compiler.Syntax;

/// <summary>
/// One stage of a pipeline: <c>fc: dense 10 bias=no</c>, the use of a layer or block (or a value's name, if it is the first and nothing else).
/// </summary>
/// <param name="Label">Names the layer, and so its parameters.</param>
/// <param name="Keyword">The layer or block; <c>add</c> for <c>a + b</c>, <c>mul</c> for <c>a * b</c>.</param>
/// <param name="Inputs">
/// The values it reads, where they are known from the syntax: of <c>a + b</c>, and of the attributes' <c>In = "a, b"</c>. Empty otherwise: then it reads
/// the stage before, and the leading names among the arguments if the layer reads several values (<c>concat a, b</c>).
/// </param>
/// <param name="Span">The whole stage: where a layer that does not fit is reported.</param>
public sealed record StageSyntax(LabelSyntax? Label, NameSyntax Keyword, Seq<NameSyntax> Inputs, Seq<ArgumentSyntax> Arguments, SourceSpan Span);

/// <summary><c>layer1:</c>, <c>downsample.0:</c>. May have dots and numbers, for the names other frameworks give to parameters.</summary>
public sealed record LabelSyntax(string Name, SourceSpan Span);

/// <summary>A positional argument, or <c>key=value</c>.</summary>
public sealed record ArgumentSyntax(NameSyntax? Key, ExpressionSyntax Value, SourceSpan Span);
