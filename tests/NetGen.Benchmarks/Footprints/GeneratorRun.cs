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

/// <summary>
/// How long the source generator takes for a network, with code for all targets, in a process that has done nothing else before. Roslyn parses what it gets only when somebody asks
/// for the tree: that is not in these times.
/// </summary>
/// <param name="ColdSeconds">The first run: the generator itself is being compiled by the JIT.</param>
/// <param name="WholeSeconds">The median of runs of a new generator, which has no kernels of earlier ones, when the JIT has warmed up.</param>
/// <param name="EditSeconds">The same after an edit of the learning rate.</param>
sealed record GeneratorRun(double ColdSeconds, double WholeSeconds, double EditSeconds)
{
    const int Runs = 15, WarmUp = 15;

    public static GeneratorRun Measure(Workload workload)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Project", [], [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Network).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        int edit = 0;
        SpecText text = Next();
        GeneratorDriver driver = New();
        double cold = Run();
        return new GeneratorRun(cold, Warm(() => driver = New()), Warm(() => driver = driver.ReplaceAdditionalText(text, text = Next())));

        double Warm(Action change)
        {
            double[] seconds = new double[WarmUp + Runs];
            for (int i = 0; i < seconds.Length; i++)
            {
                change();
                seconds[i] = Run();
            }

            return Interleaved.Median(seconds[WarmUp..]);
        }

        double Run()
        {
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(compilation);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (driver.GetRunResult().GeneratedTrees.Length == 0 || driver.GetRunResult().Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
                throw new InvalidOperationException($"{workload.Name}: the generator gave no code");
            return seconds;
        }

        GeneratorDriver New() => CSharpGeneratorDriver.Create(new NetworkGenerator()).AddAdditionalTexts([text]);

        SpecText Next() => new(workload.Text("Measured", string.Create(CultureInfo.InvariantCulture, $"adam lr={++edit}e-3")));
    }

    sealed class SpecText(string text) : AdditionalText
    {
        public override string Path => "Measured.net.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
