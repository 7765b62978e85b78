using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>The networks of a unit that are known to be right. They hold no positions, so that moving the text compiles nothing again.</summary>
/// <param name="Places">Where each network is named, for what is found out about it later.</param>
sealed record BoundUnit(Seq<Network> Networks, Seq<NetworkPlace> Places, Seq<Diagnostic> Diagnostics)
{
    public static BoundUnit Bind(BindingUnit unit) => Guard.Run(
        unit.Class?.Target.Name ?? unit.File.Path,
        () => unit.Class is { } own ? BindClass(unit, own) : BindFile(unit),
        error => new BoundUnit([], [], [.. unit.Diagnostics, error]));

    static BoundUnit BindFile(BindingUnit unit)
    {
        (Seq<Network> networks, Seq<Diagnostic> diagnostics) = Binder.Bind(unit.File, unit.Use, unit.RootNamespace);
        ILookup<string, SourceSpan> places = unit.File.Networks.Select(n => n.Name).Concat(unit.File.Aliases.Select(a => a.Name)).ToLookup(n => n.Name, n => n.Span);
        return Make(unit, networks.Where(network => !unit.Claimed.Contains(network.Name)), network => places[network.Name].First(), diagnostics);
    }

    static BoundUnit BindClass(BindingUnit unit, ClassNetwork own)
    {
        // What is malformed has been reported by the parser.
        if (unit.File.Networks.Any(network => network.Name.Name == own.Network && network.IsMalformed)) return Make(unit, [], _ => default, []);
        (Network? network, Seq<Diagnostic> diagnostics) = Binder.BindNetwork(unit.File, own.Network, own.Arguments, unit.Use, own.Target);
        return Make(unit, network is null ? [] : [network], _ => own.Target.Span, diagnostics);
    }

    static BoundUnit Make(BindingUnit unit, IEnumerable<Network> networks, System.Func<Network, SourceSpan> place, Seq<Diagnostic> diagnostics)
    {
        bool mayHoldCode = !unit.Diagnostics.Any(diagnostic => diagnostic.IsError);
        Seq<Network> made = mayHoldCode ? networks.ToSeq() : [];
        return new BoundUnit(made, made.Select(network => new NetworkPlace(ClassName.Of(network), place(network))).ToSeq(), [.. unit.Diagnostics, .. diagnostics]);
    }
}

/// <summary>Where a class comes from.</summary>
sealed record NetworkPlace(string Class, SourceSpan Span);
