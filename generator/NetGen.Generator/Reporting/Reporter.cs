using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;

namespace NetGen.Generator.Reporting;

/// <summary>Hands diagnostics to Roslyn.</summary>
static class Reporter
{
    public static void Report(SourceProductionContext context, Seq<Diagnostic> diagnostics, Locations locations)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            context.ReportDiagnostic(Microsoft.CodeAnalysis.Diagnostic.Create(
                Descriptors.All[diagnostic.Id], locations.Of(diagnostic.Span), diagnostic.Arguments.ToArray<object>()));
        }
    }
}
