using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Layers;
using NetGen.Oracle;
using NetGen.Oracle.Cases;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Oracle;

/// <summary>A new layer, loss or optimizer has an oracle and a case the day it is added.</summary>
public class CatalogueTests
{
    static readonly BoundNetwork[] Networks = [.. CaseCatalogue.Groups.SelectMany(group => group.Cases).Select(c => SpecBinder.Bind(c.Spec))];

    static readonly BoundNetwork[] Small = [.. CaseCatalogue.Small.Select(c => SpecBinder.Bind(c.Spec))];

    [Fact]
    public void EveryLayerHasAnOracleAndCases() =>
        Covered(LayerCatalogue.Layers.Select(l => l.Signature), OracleCatalogue.Layers.Keys, n => n.Layers.Select(l => l.Layer.Signature.Keyword));

    [Fact]
    public void EveryLossHasAnOracleAndCases() =>
        Covered(LayerCatalogue.Losses.Select(l => l.Signature), OracleCatalogue.Losses.Keys, n => n.Training?.Losses.Select(l => l.Loss.Signature.Keyword) ?? []);

    [Fact]
    public void EveryOptimizerHasAnOracleAndCases() =>
        Covered(LayerCatalogue.Optimizers.Select(o => o.Signature), OracleCatalogue.Optimizers.Keys, n => n.Training is { } t ? [t.Optimizer.Signature.Keyword] : []);

    [Fact]
    public void CasesHaveDifferentNames() => Assert.Equal(Networks.Length, Networks.Select(n => n.Name).Distinct().Count());

    static void Covered(IEnumerable<Signature> signatures, IEnumerable<string> oracles, System.Func<BoundNetwork, IEnumerable<string>> used)
    {
        string[] keywords = [.. signatures.Select(s => s.Keyword)];
        Assert.Empty(keywords.Except(oracles));
        Assert.Empty(oracles.Except(keywords));
        Assert.Empty(keywords.Except(Networks.SelectMany(used)));
        Assert.Empty(keywords.Except(Small.SelectMany(used)));
    }
}
