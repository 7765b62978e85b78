using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle.Cases;

/// <summary>All cases, in groups: one for each layer, and those of losses, optimizers, and whole networks.</summary>
public static class CaseCatalogue
{
    /// <summary>The first examples of a layer are checked everywhere, the others where a run is fast.</summary>
    const int SmallExamples = 4;

    public static IReadOnlyList<CaseGroup> Groups { get; } =
    [
        .. LayerExamples.All.Select(layer => new CaseGroup(layer.Key, [.. layer.Value.SelectMany((example, i) => Layer(layer.Key, example, i))])),
        new CaseGroup("losses", TrainingCases.Losses),
        new CaseGroup("optimizers", TrainingCases.Optimizers),
        new CaseGroup("networks", NetworkCases.All),
    ];

    /// <summary>
    /// A layer at the network's input, and behind a dense layer, whose weight gradient shows the gradient of each of the layer's inputs.
    /// </summary>
    static IEnumerable<Case> Layer(string keyword, LayerExample example, int index)
    {
        string name = char.ToUpperInvariant(keyword[0]) + keyword[1..] + (index + 1);
        int size = example.Input.Split('x').Aggregate(1, (product, dim) => product * int.Parse(dim));
        bool small = index < SmallExamples;
        yield return new Case($"{name}Behind", $"""
            network {name}Behind
            input x: 3
            dense {size} | reshape {example.Input}
            {example.Layer}
            train
              loss mse
              optimizer sgd lr=0.1
            """) { Small = small };
        if (keyword is "conv" or "dense")
        {
            yield return new Case($"{name}First", $"""
                network {name}First
                input x: {example.Input}
                {example.Layer}
                train
                  loss mse
                  optimizer adam
                """) { Small = small };
        }
        else
        {
            yield return new Case($"{name}Alone", $"""
                network {name}Alone
                input x: {example.Input}
                {example.Layer}
                """) { Small = small };
        }
    }
}
