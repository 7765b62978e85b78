using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>Finds the parameters that a selector names, states among them. A path names all that is under it, up to a dot.</summary>
/// <param name="owner">The statement that the selector belongs to, as messages call it.</param>
sealed class SelectorBinder(NetworkBuilder network, string owner, DiagnosticBag diagnostics)
{
    readonly string[] parameters = [.. network.Layers.SelectMany(l => l.Parameters).Select(p => p.Name)];

    /// <summary>Their names; null where there is a mistake, or where the network has others and not all of it is known.</summary>
    public HashSet<string>? Bind(SelectorSyntax selector)
    {
        if (network.IsIncomplete) return null;
        HashSet<string>?[] terms = [.. selector.Terms.Select(Bind)], exceptions = [.. selector.Exceptions.Select(Bind)];
        if (terms.Concat(exceptions).Any(names => names == null)) return null;
        var selected = new HashSet<string>(terms.SelectMany(names => names), StringComparer.Ordinal);
        foreach (HashSet<string>? names in exceptions) selected.ExceptWith(names!);
        if (selected.Count > 0) return selected;
        diagnostics.Report(DiagnosticCatalogue.LayerShape, selector.Span, owner, "the exceptions leave nothing of what is named before them");
        return null;
    }

    HashSet<string>? Bind(SelectorTerm term)
    {
        IEnumerable<string> names;
        if (term.IsRange)
        {
            if (Layers(term.From) is not { } from || Layers(term.Pattern) is not { } to) return null;
            int first = term.From == null ? 0 : from[0], last = to[to.Count - 1];
            if (first > last)
            {
                diagnostics.Report(DiagnosticCatalogue.LayerShape, term.From!.Span, owner, $"'{term.From.Name}' stands behind '{term.Pattern.Name}'");
                return null;
            }
            names = network.Layers.Skip(first).Take(last + 1 - first).SelectMany(l => l.Parameters).Select(p => p.Name);
        }
        else
        {
            if (Layers(term.Pattern) == null) return null;
            names = parameters.Where(name => Covers(term.Pattern.Name, name));
        }
        var selected = new HashSet<string>(names, StringComparer.Ordinal);
        if (selected.Count > 0) return selected;
        diagnostics.Report(DiagnosticCatalogue.LayerShape, term.Pattern.Span, owner, $"'{term.Pattern.Name}' has no parameters");
        return null;
    }

    /// <summary>The numbers of the layers that a pattern names, or of whose parameters it names some; all without a pattern, null where there are none.</summary>
    List<int>? Layers(NameSyntax? pattern)
    {
        List<int> layers = [.. Enumerable.Range(0, network.Layers.Count).Where(i => pattern == null || Names(network.Layers[i]).Any(name => Covers(pattern.Name, name)))];
        if (layers.Count > 0) return layers;
        if (pattern != null)
            diagnostics.Report(DiagnosticCatalogue.UnknownName, pattern.Span, "layer", pattern.Name, Spelling.Suggest(pattern.Name, parameters.SelectMany(Prefixes).Distinct()));
        return null;

        static IEnumerable<string> Names(BoundLayer layer) => layer.Parameters.Select(p => p.Name).Prepend(layer.Path);
    }

    /// <summary>Whether a pattern is a name or, up to a dot, its beginning.</summary>
    static bool Covers(string pattern, string name) => Matches(pattern, name) || Prefixes(name).Any(prefix => Matches(pattern, prefix));

    /// <summary>The path of a parameter's layer, and of what that stands in.</summary>
    public static IEnumerable<string> Prefixes(string parameter)
    {
        for (int dot = parameter.IndexOf('.'); dot >= 0; dot = parameter.IndexOf('.', dot + 1)) yield return parameter.Substring(0, dot);
    }

    /// <summary>Whether the whole text is of the pattern. Where it goes wrong, the last * takes one character more: no longer one before it could help.</summary>
    static bool Matches(string pattern, string text)
    {
        int at = 0, star = -1, taken = 0;
        for (int i = 0; i < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*') (star, taken) = (at++, i);
            else if (at < pattern.Length && pattern[at] == text[i]) (at, i) = (at + 1, i + 1);
            else if (star >= 0) (at, i) = (star + 1, ++taken);
            else return false;
        }
        return pattern.Substring(at).All(c => c == '*');
    }
}
