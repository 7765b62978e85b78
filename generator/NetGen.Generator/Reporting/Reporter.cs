using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;

namespace NetGen.Generator.Reporting;

/// <summary>Reports diagnostics: each once, though two classes of one file find the same mistakes in it.</summary>
static class Reporter
{
    public static void Report(SourceProductionContext context, IEnumerable<Diagnostic> diagnostics, Locations locations)
    {
        foreach (Diagnostic diagnostic in diagnostics.Distinct())
        {
            context.ReportDiagnostic(Microsoft.CodeAnalysis.Diagnostic.Create(
                Descriptors.All[diagnostic.Id], locations.Of(diagnostic.Span), diagnostic.Arguments.ToArray<object>()));
        }
    }
}
