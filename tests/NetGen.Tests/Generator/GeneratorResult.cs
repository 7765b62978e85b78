using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Generator;
using NetGen.Generator.Attributes;

namespace NetGen.Tests.Generator;

/// <summary>What a run of the generator gave.</summary>
internal sealed record GeneratorResult(GeneratorRunResult Run, Compilation Output)
{
    /// <summary>The files of networks and kernels, by name.</summary>
    public Dictionary<string, string> Sources { get; } = Run.GeneratedSources
        .Where(source => source.HintName != AttributeSource.FileName && !source.HintName.StartsWith("Microsoft.", System.StringComparison.Ordinal) && !IsSpec(source))
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>The files that have networks as they were written.</summary>
    public string[] Specs { get; } = [.. Run.GeneratedSources.Where(IsSpec).Select(source => source.SourceText.ToString())];

    /// <summary>As "file(line,column-line,column): id: message", sorted.</summary>
    public string[] Diagnostics => [.. Run.Diagnostics.Select(Text).Order(System.StringComparer.Ordinal)];

    /// <summary>Errors and warnings of the C# compiler in the project with the generated code.</summary>
    public string[] CompilerMessages =>
        [.. Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()).Order(System.StringComparer.Ordinal)];

    /// <summary>How each output of a step came about.</summary>
    public IncrementalStepRunReason[] Reasons(string step) => Run.TrackedSteps.TryGetValue(step, out var runs)
        ? [.. runs.SelectMany(run => run.Outputs).Select(output => output.Reason)]
        : [];

    public bool IsCached(string step) => Reasons(step).All(reason => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);

    /// <summary>The values that crossed the generator's steps.</summary>
    public IEnumerable<object> Models => Steps.All.Where(Run.TrackedSteps.ContainsKey)
        .SelectMany(step => Run.TrackedSteps[step]).SelectMany(run => run.Outputs).Select(output => output.Value);

    private static bool IsSpec(GeneratedSourceResult source) => source.HintName.EndsWith(".g.spec.cs", System.StringComparison.Ordinal);

    private static string Text(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetLineSpan();
        string place = diagnostic.Location == Location.None ? "" :
            $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}-{span.EndLinePosition.Line + 1},{span.EndLinePosition.Character + 1})";
        return $"{place}: {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
