using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Says what a network gives: what <c>output</c> names, or else the last value.</summary>
sealed class OutputBinder(NetworkBuilder network, Scope scope, IReadOnlyList<int> inputs, DiagnosticBag diagnostics)
{
    /// <summary>The name of an output that the spec does not name.</summary>
    const string Unnamed = "output";

    /// <summary>The outputs, named as in the generated methods; those that are wrong have been reported and are left out.</summary>
    public Seq<int> Bind(OutputSyntax? output, Seq<int> last, NameSyntax owner)
    {
        List<int> outputs = [];
        HashSet<string> names = new(inputs.Where(i => i != Scope.Unknown).Select(i => network.Values[i].Name), StringComparer.Ordinal);
        if (output != null)
        {
            foreach (NameSyntax name in output.Values) Add(outputs, names, name);
            return outputs.ToSeq();
        }
        // Without an input there is nothing to compute with, which is reported as such.
        if (last.Contains(Scope.Unknown) || inputs.Count == 0) return [];
        if (last.Count == 0 || last.All(inputs.Contains)) diagnostics.Report(DiagnosticCatalogue.NoResult, owner.Span, "network", owner.Name);
        foreach (int value in last.Where(v => !inputs.Contains(v)))
        {
            // A value with two names has the one it was given last.
            string name = scope.OwnValues.Where(v => v.Value == value).Select(v => v.Key).LastOrDefault() ?? (last.Count == 1 ? Unnamed : Unnamed + (outputs.Count + 1));
            Add(outputs, names, new NameSyntax(name, owner.Span), value);
        }
        return outputs.ToSeq();
    }

    void Add(List<int> outputs, HashSet<string> names, NameSyntax name)
    {
        if (!scope.TryGetValue(name.Name, out int value))
            diagnostics.Report(DiagnosticCatalogue.UnknownName, name.Span, "value", name.Name, Spelling.Suggest(name.Name, scope.ValueNames));
        else if (value == Scope.Unknown) return;
        else if (inputs.Contains(value)) diagnostics.Report(DiagnosticCatalogue.NoResult, name.Span, "output", name.Name);
        else Add(outputs, names, name, value);
    }

    void Add(List<int> outputs, HashSet<string> names, NameSyntax name, int value)
    {
        if (NameRules.WhyNotArgument(name.Name) is { } reason) diagnostics.Report(DiagnosticCatalogue.ReservedName, name.Span, name.Name, "an output", reason);
        else if (!names.Add(name.Name) || outputs.Contains(value)) diagnostics.Report(DiagnosticCatalogue.DuplicateName, name.Span, "output", name.Name);
        else
        {
            network.Rename(value, name.Name);
            outputs.Add(value);
        }
    }
}
