using System.Globalization;
using System.Linq;

namespace NetGen.Compiler.Diagnostics;

/// <summary>A mistake in its place. Equal by structure, so that it can cross the steps of an incremental generator.</summary>
public sealed record Diagnostic(string Id, SourceSpan Span, Seq<string> Arguments)
{
    // Arguments quote the user's text, which may be a line of a million characters.
    const int LongestArgument = 200;

    public static Diagnostic Create(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) =>
        new(descriptor.Id, span, arguments.Select(Shorten).ToSeq());

    public DiagnosticDescriptor Descriptor => DiagnosticCatalogue.ById(Id);

    public bool IsError => Descriptor.Severity == Severity.Error;

    public string Message => string.Format(CultureInfo.InvariantCulture, Descriptor.Format, Arguments.ToArray<object>());

    public override string ToString() => $"{Span}: {(IsError ? "error" : "warning")} {Id}: {Message}";

    static string Shorten(string text) => text.Length <= LongestArgument ? text : text.Substring(0, LongestArgument) + "…";
}
