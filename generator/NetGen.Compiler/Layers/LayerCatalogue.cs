using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.LearningRates;
using NetGen.Compiler.Optimizers;

namespace NetGen.Compiler.Layers;

/// <summary>Every layer, loss, optimizer and schedule of the learning rate there is, found by type and sorted by keyword.</summary>
public static class LayerCatalogue
{
    public static IReadOnlyList<Layer> Layers { get; } = All<Layer>(l => l.Signature.Keyword);

    public static IReadOnlyList<Loss> Losses { get; } = All<Loss>(l => l.Signature.Keyword);

    public static IReadOnlyList<Optimizer> Optimizers { get; } = All<Optimizer>(o => o.Signature.Keyword);

    public static IReadOnlyList<LearningRateSchedule> Schedules { get; } = All<LearningRateSchedule>(s => s.Signature.Keyword);

    static IReadOnlyList<T> All<T>(Func<T, string> keyword) where T : class =>
        typeof(T).Assembly.GetTypes()
            .Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract && type.Namespace == typeof(T).Namespace)
            .Select(type => (T)Activator.CreateInstance(type)!)
            .OrderBy(keyword, StringComparer.Ordinal)
            .ToArray();
}
