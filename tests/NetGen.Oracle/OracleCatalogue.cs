using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle;

/// <summary>The oracles there are, found by type, by keyword.</summary>
public static class OracleCatalogue
{
    public static IReadOnlyDictionary<string, LayerOracle> Layers { get; } = All<LayerOracle>().ToDictionary(o => o.Keyword);

    public static IReadOnlyDictionary<string, LossOracle> Losses { get; } = All<LossOracle>().ToDictionary(o => o.Keyword);

    public static IReadOnlyDictionary<string, OptimizerOracle> Optimizers { get; } = All<OptimizerOracle>().ToDictionary(o => o.Keyword);

    static IEnumerable<T> All<T>() => typeof(T).Assembly.GetTypes()
        .Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
        .Select(type => (T)Activator.CreateInstance(type)!);
}
