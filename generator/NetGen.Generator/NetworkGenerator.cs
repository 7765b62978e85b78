using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler;
using NetGen.Generator.Attributes;
using NetGen.Generator.Models;
using NetGen.Generator.Reporting;

namespace NetGen.Generator;

/// <summary>
/// The pipeline: files and classes → what to bind → networks → C#. What crosses a step is immutable and equal by structure and holds nothing of Roslyn,
/// so that an edit does again only what depends on it. Places become locations at the end, on a way of their own.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(output =>
        {
            output.AddEmbeddedAttributeDefinition();
            output.AddSource(AttributeSource.FileName, SourceText.From(AttributeSource.Text, Encoding.UTF8));
        });

        var options = context.AnalyzerConfigOptionsProvider.Select((provider, _) => GeneratorOptions.Read(provider)).WithTrackingName(Steps.Options);
        var rootNamespace = options.Select((o, _) => o.RootNamespace);
        var targets = options.Select((o, _) => o.Targets);

        var texts = context.AdditionalTextsProvider.Where(SpecText.IsSpec).Select(SpecText.Read).WithTrackingName(Steps.Texts);
        var parsed = texts.Select((text, _) => ParsedSpec.Parse(text)).WithTrackingName(Steps.Parsed);
        var files = parsed.Select((p, _) => p.File);
        var allFiles = files.All();

        var classes = context.SyntaxProvider
            .ForAttributeWithMetadataName(ClassReader.AttributeName, ClassReader.IsCandidate, ClassReader.Read).WithTrackingName(Steps.Classes);
        var strays = context.SyntaxProvider.CreateSyntaxProvider(StrayAttributes.IsCandidate, StrayAttributes.Read).Where(stray => stray is not null).Select((stray, _) => stray!);
        var classUnits = classes.Combine(allFiles).Select((pair, _) => BindingUnit.OfClass(pair.Left, pair.Right)).WithTrackingName(Steps.Units);
        var claims = classUnits.Select((unit, _) => unit.Class?.Claim).All();
        var fileUnits = files.Combine(allFiles).Combine(claims).Combine(rootNamespace)
            .Select((all, _) => BindingUnit.OfFile(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right)).WithTrackingName(Steps.Units);

        var (boundFiles, boundClasses) = (fileUnits.Bind(), classUnits.Bind());
        var cache = new KernelCache(); // lives as long as the pipeline
        var compiled = boundFiles.Compile(targets, cache).All().Concat(boundClasses.Compile(targets, cache).All());
        var sources = compiled.SelectMany((all, _) => NetworkSources.Share(all)).WithTrackingName(Steps.Sources);
        context.RegisterSourceOutput(sources, static (output, network) =>
        {
            foreach (SourceFile file in network.Files) output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8));
        });

        var bound = boundFiles.All().Concat(boundClasses.All());
        var specs = bound.Combine(compiled).Combine(texts.All())
            .SelectMany((all, _) => NetworkSources.Specs(all.Left.Left, all.Left.Right, all.Right)).WithTrackingName(Steps.Specs);
        context.RegisterSourceOutput(specs, static (output, file) => output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8)));
        var isUnsafeAllowed = context.CompilationProvider.Select((compilation, _) => compilation.Options is CSharpCompilationOptions { AllowUnsafe: true });
        var diagnostics = options.Select((o, _) => o.Diagnostics)
            .Concat(parsed.SelectMany((p, _) => p.Diagnostics).All())
            .Concat(strays.All())
            .Concat(bound.Combine(isUnsafeAllowed).Select((all, _) => Mistakes.OfUnsafeCode(all.Left, all.Right)))
            .Concat(bound.Combine(compiled).Select((all, _) => Mistakes.Of(all.Left, all.Right)))
            .Select((all, _) => Mistakes.InOrder(all)).WithTrackingName(Steps.Diagnostics);
        context.RegisterSourceOutput(diagnostics.Combine(texts.All()).Combine(context.CompilationProvider),
            static (output, all) => Reporter.Report(output, all.Left.Left, new Locations(all.Right, all.Left.Right)));

        // Declarations that no attribute leads to: those beside a class that a file alone makes, and all members.
        var made = boundFiles.Made().Concat(boundClasses.Made());
        context.RegisterSourceOutput(made.Combine(texts.All()).Combine(context.CompilationProvider), static (output, all) => Reporter.Report(
            output, all.Left.Left.SelectMany(made => ClassRules.Check(all.Right, made, output.CancellationToken)).ToSeq(), new Locations(all.Right, all.Left.Right)));
    }
}
