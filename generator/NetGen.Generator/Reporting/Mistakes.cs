using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using NetGen.Generator.Models;

namespace NetGen.Generator.Reporting;

/// <summary>All that is wrong with the networks of a project, each mistake once: two classes of one file find the same mistakes in it.</summary>
static class Mistakes
{
    /// <summary>In the order of the text: the parser's and the binder's together.</summary>
    public static Seq<Diagnostic> InOrder(Seq<Diagnostic> diagnostics) => diagnostics
        .OrderBy(d => d.Span.File, StringComparer.Ordinal).ThenBy(d => d.Span.StartLine).ThenBy(d => d.Span.StartColumn).ToSeq();

    /// <summary>That the project cannot compile the code of its networks.</summary>
    public static Seq<Diagnostic> OfUnsafeCode(Seq<BoundUnit> bound, bool isAllowed) => isAllowed ? [] : bound.SelectMany(unit => unit.Places)
        .Select(place => Diagnostic.Create(DiagnosticCatalogue.UnsafeNotAllowed, place.Span, place.Class)).Distinct().ToSeq();

    public static Seq<Diagnostic> Of(Seq<BoundUnit> bound, Seq<CompiledUnit> compiled)
    {
        ILookup<string, NetworkPlace> places = bound.SelectMany(unit => unit.Places).ToLookup(place => place.Class);
        IEnumerable<Diagnostic> duplicates = places.SelectMany(same => same.Skip(1))
            .Select(again => Diagnostic.Create(DiagnosticCatalogue.DuplicateClass, again.Span, again.Class));
        IEnumerable<Diagnostic> refused = compiled
            .SelectMany(unit => unit.Mistakes.Select(mistake => mistake with { Span = places[unit.Class].First().Of(mistake) }));
        return bound.SelectMany(unit => unit.Diagnostics).Concat(duplicates).Concat(refused).Distinct().ToSeq();
    }
}
