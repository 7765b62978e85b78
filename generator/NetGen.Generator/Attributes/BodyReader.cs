using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;
using Diagnostic = NetGen.Compiler.Diagnostics.Diagnostic;
using AttributeSyntax = Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax;

namespace NetGen.Generator.Attributes;

/// <summary>Turns the attributes of a declaration, in their order, into the statements that the parser would make of a text.</summary>
sealed class BodyReader
{
    readonly List<StatementSyntax> statements = [];
    readonly List<LossSyntax> losses = [];
    readonly List<OptimizerSyntax> optimizers = [];
    readonly List<ScheduleSyntax> schedules = [];
    readonly List<RuleSyntax> decays = [];
    readonly List<RuleSyntax> maxNorms = [];
    readonly List<RuleSyntax> clips = [];
    readonly List<FreezeSyntax> freezes = [];
    readonly List<RateSyntax> rates = [];
    readonly List<Diagnostic> mistakes = [];
    bool isTrainingMalformed;
    SourceSpan? stream;
    SourceSpan? recompute;

    /// <summary>What cannot be read in the texts of arguments.</summary>
    public IReadOnlyList<Diagnostic> Mistakes => mistakes;

    /// <summary>Whether the attribute describes a part of a network.</summary>
    public static bool IsPart(string className) => Fixed.ContainsKey(className) || AttributeTable.Find(className) is not null;

    public void Add(string className, AttributeData data, AttributeSyntax syntax)
    {
        AttributeArgument[] arguments = [.. AttributeArgument.Read(data, syntax)];
        if (Fixed.TryGetValue(className, out var read)) read(this, arguments, syntax.Span());
        else Add(AttributeTable.Find(className)!, arguments, syntax);
    }

    public Seq<StatementSyntax> Statements()
    {
        SourceSpan[] training =
        [
            .. losses.Select(l => l.Span), .. optimizers.Select(o => o.Span), .. schedules.Select(s => s.Span), .. decays.Concat(maxNorms).Concat(clips).Select(r => r.Span),
            .. freezes.Select(f => f.Span), .. rates.Select(r => r.Span), .. ((SourceSpan?[])[stream, recompute]).OfType<SourceSpan>(),
        ];
        return training.Length == 0
            ? statements.ToSeq()
            : [.. statements, new TrainSyntax(losses.ToSeq(), optimizers.ToSeq(), decays.ToSeq(), clips.ToSeq(), training[0])
            {
                Schedules = schedules.ToSeq(),
                MaxNorms = maxNorms.ToSeq(),
                Freezes = freezes.ToSeq(),
                Rates = rates.ToSeq(),
                IsMalformed = isTrainingMalformed,
                Stream = stream,
                Recompute = recompute,
            }];
    }

    static readonly Dictionary<string, Action<BodyReader, AttributeArgument[], SourceSpan>> Fixed = new(StringComparer.Ordinal)
    {
        ["InputAttribute"] = (body, arguments, span) => body.statements.Add(new InputSyntax(
            Text(arguments, "Name") ?? new NameSyntax("input", span), body.Value(arguments, Has(arguments, "Tokens") ? "Tokens" : "shape", span), span)
        {
            IsTokens = Has(arguments, "Tokens"),
            Times = Has(arguments, "Times") ? body.Value(arguments, "Times", span) : null,
            Lengths = Has(arguments, "Times") && arguments.Any(a => a is { Name: "Lengths", Value.Value: true }) ? span : null,
        }),
        ["OutputAttribute"] = (body, arguments, span) => body.statements.Add(new OutputSyntax(
            arguments.SelectMany(a => a.Texts().SelectMany(text => Names(text, a.Span))).ToSeq(), span)),
        ["UnrollAttribute"] = (body, arguments, span) => body.statements.Add(new UnrollSyntax(Text(arguments, "mode") ?? new NameSyntax("", span), span)),
        ["WinogradAttribute"] = (body, arguments, span) => body.statements.Add(new WinogradSyntax(Text(arguments, "mode") ?? new NameSyntax("", span), span)),
        ["StreamAttribute"] = (body, _, span) => body.stream = span,
        ["RecomputeAttribute"] = (body, _, span) => body.recompute = span,
        ["DecayAttribute"] = (body, arguments, span) => body.decays.Add(body.Rule(arguments, span)),
        ["MaxNormAttribute"] = (body, arguments, span) => body.maxNorms.Add(body.Rule(arguments, span)),
        ["ClipAttribute"] = (body, arguments, span) => body.clips.Add(body.Rule(arguments, span)),
        ["FreezeAttribute"] = (body, arguments, span) => body.freezes.Add(new FreezeSyntax(body.Selector(arguments, "layers", span), span)),
        ["RateAttribute"] = (body, arguments, span) => body.rates.Add(new RateSyntax(body.Value(arguments, "factor", span), body.Selector(arguments, "of", span), span)),
    };

    /// <summary>A line of <c>train</c> for the parameters under the path <c>Of</c>; its arguments have the names of the text's.</summary>
    RuleSyntax Rule(AttributeArgument[] arguments, SourceSpan span) => new(
        [.. arguments.Where(a => a.Name != "Of").Select(a =>
            new ArgumentSyntax(new NameSyntax(a.Name.ToLowerInvariant(), a.Span), AttributeValue.Read(a.Value, a.Span, mistakes), a.Span))],
        Text(arguments, "Of"), span);

    SelectorSyntax Selector(AttributeArgument[] arguments, string name, SourceSpan span)
    {
        NameSyntax text = Text(arguments, name) ?? new NameSyntax("", span);
        (SelectorSyntax selector, Seq<Diagnostic> found) = SpecParser.ParseSelector(text.Name, text.Span);
        mistakes.AddRange(found);
        isTrainingMalformed |= found.Count > 0;
        return selector;
    }

    void Add(CatalogueAttribute attribute, AttributeArgument[] arguments, AttributeSyntax syntax)
    {
        SourceSpan span = syntax.Span();
        var keyword = new NameSyntax(attribute.Signature.Keyword, syntax.Name.Span());
        int known = mistakes.Count;
        Seq<ArgumentSyntax> own = [.. arguments.Where(a => !IsCommon(attribute.Role, a)).Select(a => Argument(attribute, a))];
        bool isMalformed = mistakes.Count > known;
        switch (attribute.Role)
        {
            case AttributeRole.Layer:
                LabelSyntax? label = Text(arguments, "Label") is { } name ? new LabelSyntax(name.Name, name.Span) : null;
                Seq<NameSyntax> names = Names(arguments, "Name");
                statements.Add(isMalformed
                    ? new MalformedSyntax(names, span)
                    : new PipelineSyntax(names, [new StageSyntax(label, keyword, Names(arguments, "In"), own, span)], span));
                break;
            case AttributeRole.Loss:
                ExpressionSyntax? weight = Has(arguments, "Weight") ? Value(arguments, "Weight", span) : null;
                isTrainingMalformed |= isMalformed;
                losses.Add(new LossSyntax(keyword, own, Text(arguments, "Of"), weight, Text(arguments, "Target"), span));
                break;
            case AttributeRole.Schedule:
                isTrainingMalformed |= isMalformed;
                schedules.Add(new ScheduleSyntax(keyword, own, span));
                break;
            default:
                isTrainingMalformed |= isMalformed;
                optimizers.Add(new OptimizerSyntax(keyword, own, span));
                break;
        }
    }

    static bool IsCommon(AttributeRole role, AttributeArgument argument) => argument.IsProperty && role switch
    {
        AttributeRole.Layer => argument.Name is "In" or "Name" or "Label",
        AttributeRole.Loss => argument.Name is "Of" or "Weight" or "Target",
        _ => false,
    };

    static bool Has(AttributeArgument[] arguments, string property) => arguments.Any(a => a.IsProperty && a.Name == property);

    /// <summary>Everything by key: what is a property in C# may be positional in the text.</summary>
    ArgumentSyntax Argument(CatalogueAttribute attribute, AttributeArgument argument)
    {
        string name = attribute.Signature.Arguments.First(a => (argument.IsProperty ? CatalogueAttribute.PropertyName(a) : a.Name) == argument.Name).Name;
        return new ArgumentSyntax(new NameSyntax(name, argument.Span), AttributeValue.Read(argument.Value, argument.Span, mistakes), argument.Span);
    }

    ExpressionSyntax Value(AttributeArgument[] arguments, string name, SourceSpan span) =>
        arguments.Where(a => a.Name == name).Select(a => AttributeValue.Read(a.Value, a.Span, mistakes)).FirstOrDefault() ?? new IntegerSyntax(0, span);

    static NameSyntax? Text(AttributeArgument[] arguments, string name) =>
        arguments.Where(a => a.Name == name && a.Value is { Kind: not TypedConstantKind.Array, Value: string })
            .Select(a => new NameSyntax(((string)a.Value.Value!).Trim(), a.Span)).FirstOrDefault();

    static Seq<NameSyntax> Names(AttributeArgument[] arguments, string name) => Text(arguments, name) is { } text ? Names(text.Name, text.Span).ToSeq() : [];

    static IEnumerable<NameSyntax> Names(string list, SourceSpan span) => list.Split(',').Select(item => new NameSyntax(item.Trim(), span));
}
