using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Diagnostics;
using RoslynDescriptor = Microsoft.CodeAnalysis.DiagnosticDescriptor;

namespace NetGen.Generator.Reporting;

/// <summary>The catalogue in Roslyn's terms.</summary>
static class Descriptors
{
    public const string Category = "NetGen";

    public static IReadOnlyDictionary<string, RoslynDescriptor> All { get; } = DiagnosticCatalogue.All.ToDictionary(
        d => d.Id,
        d => new RoslynDescriptor(d.Id, d.Title, d.Format, Category, Severity(d.Severity), isEnabledByDefault: true, helpLinkUri: d.HelpLink));

    public static DiagnosticSeverity Severity(Severity severity) =>
        severity == Compiler.Diagnostics.Severity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
}
