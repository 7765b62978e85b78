using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Generator.Attributes;

/// <summary>Where a piece of C# stands.</summary>
static class SpanReader
{
    public static SourceSpan Span(this SyntaxNode node) => node.GetLocation().Span();

    public static SourceSpan Span(this SyntaxToken token) => token.GetLocation().Span();

    public static SourceSpan Span(this Location location)
    {
        FileLinePositionSpan lines = location.GetLineSpan();
        (LinePosition start, LinePosition end) = (lines.StartLinePosition, lines.EndLinePosition);
        return new SourceSpan(lines.Path, start.Line + 1, start.Character + 1, end.Line + 1, end.Character + 1);
    }
}
