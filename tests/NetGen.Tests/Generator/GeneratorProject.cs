using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator;

namespace NetGen.Tests.Generator;

/// <summary>A project in memory, as the generator sees it: C#, .net.txt files and properties. Changes keep the driver, and so what it has cached.</summary>
internal sealed class GeneratorProject
{
    private static readonly CSharpParseOptions Language = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)
        .WithDocumentationMode(DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(Network).Assembly.Location)];

    private readonly Dictionary<string, SpecFileText> files = [];
    private Options options = new();
    private CSharpCompilation compilation;

    public GeneratorProject(string name = "Project", params MetadataReference[] others)
    {
        compilation = CSharpCompilation.Create(name, [], [.. References, .. others],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], [], Language, options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public GeneratorDriver Driver { get; private set; }

    public GeneratorProject Property(string name, string value)
    {
        options = options.With(name, value);
        Driver = Driver.WithUpdatedAnalyzerConfigOptions(options);
        return this;
    }

    public GeneratorProject WithoutUnsafeCode()
    {
        compilation = compilation.WithOptions(compilation.Options.WithAllowUnsafe(false));
        return this;
    }

    /// <summary>Adds or replaces a file: C# or a network description.</summary>
    public GeneratorProject File(string path, string text)
    {
        if (path.EndsWith(".cs", StringComparison.Ordinal)) AddSource(path, text);
        else AddSpec(path, text);
        return this;
    }

    public GeneratorResult Run()
    {
        Driver = Driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return new GeneratorResult(Driver.GetRunResult().Results.Single(), output);
    }

    private void AddSource(string path, string text)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(SourceText.From(text), Language, path);
        SyntaxTree? old = compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == path);
        compilation = old is null ? compilation.AddSyntaxTrees(tree) : compilation.ReplaceSyntaxTree(old, old.WithChangedText(SourceText.From(text)));
    }

    private void AddSpec(string path, string text)
    {
        var file = new SpecFileText(path, text);
        Driver = files.TryGetValue(path, out SpecFileText? old) ? Driver.ReplaceAdditionalText(old, file) : Driver.AddAdditionalTexts([file]);
        files[path] = file;
    }

    private sealed class SpecFileText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(ImmutableDictionary<string, string>? properties = null) : AnalyzerConfigOptionsProvider
    {
        private readonly Values values = new(properties ?? ImmutableDictionary<string, string>.Empty
            // One target unless a test asks for more: four are four times the work.
            .Add("build_property.RootNamespace", "Project").Add("build_property.NetGenTargetList", "avx2"));

        public override AnalyzerConfigOptions GlobalOptions => values;

        public Options With(string name, string value) => new(values.Properties.SetItem("build_property." + name, value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => values;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => values;

        private sealed class Values(ImmutableDictionary<string, string> properties) : AnalyzerConfigOptions
        {
            public ImmutableDictionary<string, string> Properties => properties;

            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => properties.TryGetValue(key, out value);
        }
    }
}
