using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Benchmarks.Measuring;
using NetGen.Benchmarks.Workloads;
using NetGen.Generator;

namespace NetGen.Benchmarks.Footprints;

/// <summary>How long the source generator takes for a network, with code for all targets, in a process that has done nothing else before.</summary>
/// <param name="ColdSeconds">The first run: the generator itself is being compiled by the JIT.</param>
/// <param name="WarmSeconds">The median of runs after an edit of the network.</param>
sealed record GeneratorRun(double ColdSeconds, double WarmSeconds)
{
    const int Edits = 15;

    public static GeneratorRun Measure(Workload workload)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Project", [], [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Network).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        var text = new SpecText(Text(workload, 0));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new NetworkGenerator()).AddAdditionalTexts([text]);
        double[] seconds = new double[Edits + 1];
        for (int edit = 0; edit <= Edits; edit++)
        {
            var edited = new SpecText(Text(workload, edit));
            driver = driver.ReplaceAdditionalText(text, edited);
            text = edited;
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(compilation);
            seconds[edit] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (driver.GetRunResult().GeneratedTrees.Length == 0 || driver.GetRunResult().Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
                throw new InvalidOperationException($"{workload.Name}: the generator gave no code");
        }

        return new GeneratorRun(seconds[0], Interleaved.Median(seconds[1..]));
    }

    // Another learning rate is another network: nothing of it is taken from the cache.
    static string Text(Workload workload, int edit) => workload.Text("Measured", string.Create(CultureInfo.InvariantCulture, $"adam lr={edit + 1}e-3"));

    sealed class SpecText(string text) : AdditionalText
    {
        public override string Path => "Measured.net.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
