using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen.Compiler.Diagnostics;

/// <summary>Collects the diagnostics of a file, up to a number beyond which nobody reads them.</summary>
public sealed class DiagnosticBag
{
    const int Most = 100;

    readonly List<Diagnostic> diagnostics = [];
    readonly HashSet<(string, SourceSpan)> seen = [];

    public int Count => diagnostics.Count;

    /// <summary>Errors reported, repetitions included.</summary>
    public int Errors { get; private set; }

    /// <summary>Whether the limit is reached: what would only find more mistakes may stop.</summary>
    public bool IsFull => diagnostics.Count > Most;

    /// <summary>Adds a diagnostic, unless one of its kind stands in that place: a block or repeat body is bound many times.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
    {
        if (descriptor.Severity == Severity.Error) Errors++;
        if (IsFull || !seen.Add((descriptor.Id, span))) return;
        diagnostics.Add(diagnostics.Count < Most
            ? Diagnostic.Create(descriptor, span, arguments)
            : Diagnostic.Create(DiagnosticCatalogue.TooMany, span, "mistakes; the rest is not shown", Most.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>In the order of the text; the files in the order in which they were first mentioned.</summary>
    public Seq<Diagnostic> ToSeq()
    {
        List<string?> files = diagnostics.Select(d => d.Span.File).Distinct().ToList();
        return diagnostics.OrderBy(d => files.IndexOf(d.Span.File)).ThenBy(d => d.Span.StartLine).ThenBy(d => d.Span.StartColumn).ToSeq();
    }
}
