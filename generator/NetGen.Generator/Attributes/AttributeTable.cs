using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Layers;

namespace NetGen.Generator.Attributes;

/// <summary>What an attribute of the catalogue stands for.</summary>
enum AttributeRole
{
    Layer,
    Loss,
    Optimizer,
    Schedule,
}

/// <summary>The attribute of a layer, loss, optimizer or schedule: how it is declared and how it is read follow from the signature.</summary>
sealed record CatalogueAttribute(AttributeRole Role, Signature Signature)
{
    public string ClassName => Signature.ClassName + "Attribute";

    /// <summary>
    /// The arguments of its constructors: the required ones and, while they are plain numbers, those that follow. The others are properties, which are
    /// easier to read than the fifth number in a row.
    /// </summary>
    public IReadOnlyList<Argument> Positional { get; } =
        Signature.Arguments.TakeWhile(a => a.Default is null || a.Kind is ArgumentKind.Int or ArgumentKind.Float).ToArray();

    /// <summary>The arguments that can be given by name.</summary>
    public IReadOnlyList<Argument> Named { get; } = Signature.Arguments.Where(a => a.Default is not null).ToArray();

    /// <summary>The argument's name in Pascal case: <c>CountPad</c> of <c>count_pad</c>.</summary>
    public static string PropertyName(Argument argument) => string.Concat(argument.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}

/// <summary>The attributes that come from the catalogue, by the name of their class.</summary>
static class AttributeTable
{
    public static IReadOnlyList<CatalogueAttribute> All { get; } =
    [
        .. LayerCatalogue.Layers.Select(layer => new CatalogueAttribute(AttributeRole.Layer, layer.Signature)),
        .. LayerCatalogue.Losses.Select(loss => new CatalogueAttribute(AttributeRole.Loss, loss.Signature)),
        .. LayerCatalogue.Optimizers.Select(optimizer => new CatalogueAttribute(AttributeRole.Optimizer, optimizer.Signature)),
        .. LayerCatalogue.Schedules.Select(schedule => new CatalogueAttribute(AttributeRole.Schedule, schedule.Signature)),
    ];

    static readonly Dictionary<string, CatalogueAttribute> ByClassName = All.ToDictionary(a => a.ClassName, StringComparer.Ordinal);

    public static CatalogueAttribute? Find(string className) => ByClassName.TryGetValue(className, out CatalogueAttribute? attribute) ? attribute : null;
}
