using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>The networks of a unit that are known to be right. They hold no positions, so that moving the text compiles nothing again.</summary>
/// <param name="Places">Where each network is named, for what is found out about it later.</param>
/// <param name="Origin">Where all of them are written.</param>
sealed record BoundUnit(Seq<Network> Networks, Seq<NetworkPlace> Places, Seq<Diagnostic> Diagnostics, SpecOrigin Origin)
{
    public static BoundUnit Bind(BindingUnit unit) => Guard.Run(
        unit.Class?.Target.Name ?? unit.File.Path,
        () => unit.Class is { } own ? BindClass(unit, own) : BindFile(unit),
        error => new BoundUnit([], [], [.. unit.Diagnostics, error], SpecOrigin.Of(unit)));

    static BoundUnit BindFile(BindingUnit unit)
    {
        (Seq<Network> networks, Seq<Diagnostic> diagnostics) = Binder.Bind(unit.File, unit.Use, unit.RootNamespace);
        ILookup<string, SourceSpan> places = unit.File.Networks.Select(n => n.Name).Concat(unit.File.Aliases.Select(a => a.Name)).ToLookup(n => n.Name, n => n.Span);
        Dictionary<string, string> described = unit.File.Aliases.ToLookup(alias => alias.Name.Name).ToDictionary(same => same.Key, same => same.First().Network.Name);
        return Make(unit, networks.Where(network => !unit.Claimed.Contains(network.Name)), diagnostics, network =>
            Place(unit, network, places[network.Name].First(), described.TryGetValue(network.Name, out string? name) ? name : network.Name));
    }

    static BoundUnit BindClass(BindingUnit unit, ClassNetwork own)
    {
        // What is malformed has been reported by the parser.
        if (unit.File.Networks.Any(network => network.Name.Name == own.Network && network.IsMalformed)) return Make(unit, [], [], _ => throw new InvalidOperationException());
        (Network? network, Seq<Diagnostic> diagnostics) = Binder.BindNetwork(unit.File, own.Network, own.Arguments, unit.Use, own.Target);
        return Make(unit, network is null ? [] : [network], diagnostics, made => Place(unit, made, own.Target.Span, own.Network));
    }

    static BoundUnit Make(BindingUnit unit, IEnumerable<Network> networks, Seq<Diagnostic> diagnostics, Func<Network, NetworkPlace> place)
    {
        bool mayHoldCode = !unit.Diagnostics.Any(diagnostic => diagnostic.IsError);
        Seq<Network> made = mayHoldCode ? networks.ToSeq() : [];
        IEnumerable<Diagnostic> explained = diagnostics.Select(d => d.Id == DiagnosticCatalogue.UnknownFile.Id ? unit.Ambiguities.FirstOrDefault(a => a.Span == d.Span) ?? d : d);
        return new BoundUnit(made, made.Select(place).ToSeq(), [.. unit.Diagnostics, .. explained], SpecOrigin.Of(unit));
    }

    /// <param name="described">The network whose lines describe it: another one's, if it is an alias.</param>
    static NetworkPlace Place(BindingUnit unit, Network network, SourceSpan span, string? described)
    {
        IEnumerable<NetworkSyntax> all = unit.Used.Prepend(unit.File).SelectMany(file => file.Networks);
        NetworkSyntax? syntax = all.FirstOrDefault(n => described is null || n.Name.Name == described);
        UnrollSyntax? unroll = syntax?.Body.OfType<UnrollSyntax>().FirstOrDefault();
        return new NetworkPlace(ClassName.Of(network), span, unroll?.Span ?? span);
    }
}

/// <summary>Where a class comes from, and where its network says how far it is unrolled.</summary>
sealed record NetworkPlace(string Class, SourceSpan Span, SourceSpan Unroll)
{
    public SourceSpan Of(Diagnostic mistake) => mistake.Id == DiagnosticCatalogue.CannotUnroll.Id ? Unroll : Span;
}
