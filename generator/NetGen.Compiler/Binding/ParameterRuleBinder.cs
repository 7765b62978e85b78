using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Binds the lines of a <c>train</c> section that say which parameters are frozen and which have a learning rate of their own, and tells the parameters.</summary>
sealed class ParameterRuleBinder(NetworkBuilder network, ArgumentBinder arguments, DiagnosticBag diagnostics)
{
    static readonly Argument Factor = Argument.Float("the factor", "of the learning rate") with { Minimum = 0, MinimumIsExclusive = true };

    public void Bind(TrainSyntax train)
    {
        Freeze(train);
        foreach (RateSyntax line in train.Rates) Rate(line);
    }

    void Freeze(TrainSyntax train)
    {
        var selectors = new SelectorBinder(network, "freeze", diagnostics);
        var frozen = new HashSet<string>();
        foreach (FreezeSyntax line in train.Freezes) frozen.UnionWith(selectors.Bind(line.What) ?? []);
        if (frozen.Count == 0) return;
        network.ChangeParameters(p => frozen.Contains(p.Name) ? p with { IsFrozen = true } : p);
        if (!network.Layers.SelectMany(l => l.Parameters).Any(p => p.IsTrained))
            diagnostics.Report(DiagnosticCatalogue.TrainIncomplete, train.Freezes[train.Freezes.Count - 1].Span, "a parameter that is not frozen");
    }

    /// <summary>The last line that names a parameter is the one it follows.</summary>
    void Rate(RateSyntax line)
    {
        double? factor = arguments.Convert("rate", Factor, line.Factor) as double?;
        HashSet<string>? selected = new SelectorBinder(network, "rate", diagnostics).Bind(line.Of);
        if (factor is not { } given || selected == null) return;
        if (!network.Layers.SelectMany(l => l.Parameters).Any(p => p.IsTrained && selected.Contains(p.Name)))
            diagnostics.Report(DiagnosticCatalogue.LayerShape, line.Of.Span, "rate", "nothing of what is named is trained");
        else network.ChangeParameters(p => selected.Contains(p.Name) ? p with { RateFactor = (float)given } : p);
    }
}
