using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle.Cases;

/// <summary>All cases, in groups: one for each layer, and those of losses, optimizers, and whole networks.</summary>
public static class CaseCatalogue
{
    /// <summary>The first examples of a layer are checked everywhere, the others where a run is fast.</summary>
    const int SmallExamples = 4;

    /// <summary>The first examples at a network's input are straight-line code. That takes compilers long, so only the very first is checked everywhere.</summary>
    const int StraightExamples = 4, SmallStraightExamples = 1;

    public static IReadOnlyList<CaseGroup> Groups { get; } =
    [
        .. LayerExamples.All.Select(layer => new CaseGroup(layer.Key, [.. layer.Value.SelectMany((example, i) => Layer(layer.Key, example, i))])),
        new CaseGroup("losses", TrainingCases.Losses),
        new CaseGroup("optimizers", TrainingCases.Optimizers),
        new CaseGroup("clipping", TrainingCases.Clipping),
        new CaseGroup("regularization", TrainingCases.Regularization),
        new CaseGroup("freezing", FreezingCases.All),
        new CaseGroup("networks", NetworkCases.All),
        new CaseGroup("scans", ScanCases.All),
    ];

    /// <summary>Those that are also checked where a run is slow.</summary>
    public static IReadOnlyList<Case> Small { get; } = [.. Groups.SelectMany(group => group.Cases).Where(c => c.Small)];

    /// <summary>
    /// A layer behind a dense layer, whose weight gradient shows the gradient of each of the layer's inputs; and at the network's input, there
    /// straight-line code for the first examples if they are small enough.
    /// </summary>
    static IEnumerable<Case> Layer(string keyword, LayerExample example, int index)
    {
        string name = char.ToUpperInvariant(keyword[0]) + keyword[1..].Replace("-", "") + (index + 1);
        // Of a sequence each step goes through the dense layer; tokens go through none.
        string[] parts = example.Input.Split('[');
        bool tokens = example.Input.StartsWith("tokens", StringComparison.Ordinal);
        int size = tokens ? 0 : parts[0].Split('x').Aggregate(1, (product, dim) => product * int.Parse(dim));
        string times = parts.Length > 1 ? $"[{parts[1]}" : "";
        bool hasParameters = SpecBinder.Bind($"network {name}\ninput x: {example.Input}\n{example.Layer}\n").Layers[0].ParameterCount > 0;
        if (!tokens)
            yield return new Case($"{name}Behind", $"""
                network {name}Behind
                unroll tiles
                input x: 3{times}
                dense {size} | reshape {parts[0]}
                {example.Layer}
                train
                  loss mse
                  optimizer sgd lr=0.1
                """) { Small = index < SmallExamples };
        yield return new Case($"{name}First", $"""
            network {name}First
            unroll {(index < StraightExamples ? "auto" : "tiles")}
            input x: {example.Input}
            {example.Layer}
            {(hasParameters ? "train\n  loss mse\n  optimizer adam\n" : "")}
            """) { Small = index is < SmallStraightExamples or StraightExamples };
    }
}
