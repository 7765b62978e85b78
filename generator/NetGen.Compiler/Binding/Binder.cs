using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>From files as written to networks that are known to be right. Finds all mistakes it can; a network that has one is left out.</summary>
public static class Binder
{
    /// <summary>
    /// Every network of a file that can be a class without further arguments, and its aliases. <paramref name="uses"/> gives the parsed file of a
    /// <c>use</c>, by the path written there and that of the file which writes it, or null.
    /// </summary>
    public static (Seq<Network> Networks, Seq<Diagnostic> Diagnostics) Bind(SpecFile file, Func<string, string, SpecFile?> uses, string rootNamespace)
    {
        var diagnostics = new DiagnosticBag();
        var definitions = Definitions.Of(file, uses, diagnostics);
        List<Network?> networks = [];
        // A network with a parameter that has no default is a template for aliases and attributes.
        foreach (NetworkSyntax network in file.Networks.Where(n => !n.IsMalformed && n.Parameters.All(p => p.Default != null)))
            networks.Add(new NetworkBinder(new(network, definitions), Class(network.Name), diagnostics).Bind([]));
        foreach (NetworkAliasSyntax alias in file.Aliases)
            networks.Add(Find(definitions, alias.Network, diagnostics) is { } network ? new NetworkBinder(network, Class(alias.Name), diagnostics).Bind(alias.Arguments) : null);
        return (networks.OfType<Network>().ToSeq(), diagnostics.ToSeq());

        TargetClass Class(NameSyntax name) => new(name.Name, rootNamespace, ClassDeclaration.Public, name.Span);
    }

    /// <summary>
    /// One network of a file for a given class, with arguments: for <c>[Network("resnet18.net.txt", "classes=10")]</c>, and for networks in attributes.
    /// Without a name it is the file's only one.
    /// </summary>
    public static (Network? Network, Seq<Diagnostic> Diagnostics) BindNetwork(
        SpecFile file, string? name, Seq<ArgumentSyntax> arguments, Func<string, string, SpecFile?> uses, TargetClass target)
    {
        var diagnostics = new DiagnosticBag();
        var definitions = Definitions.Of(file, uses, diagnostics);
        string[] names = file.Networks.Where(n => !n.IsMalformed).Select(n => n.Name.Name).ToArray();
        Network? bound = null;
        if (name == null && names.Length != 1)
            diagnostics.Report(
                DiagnosticCatalogue.NetworkNotFound, target.Span, file.Path,
                names.Length == 0 ? "it holds no network" : "it holds several networks: name one of " + string.Join(", ", names));
        else if (definitions.Network(name ?? names[0]) is not { } network)
            diagnostics.Report(DiagnosticCatalogue.NetworkNotFound, target.Span, file.Path, $"it holds no network '{name}'{Spelling.Suggest(name ?? "", names)}");
        else bound = new NetworkBinder(network, target, diagnostics).Bind(arguments);
        return (bound, diagnostics.ToSeq());
    }

    static Definition<NetworkSyntax>? Find(Definitions definitions, NameSyntax name, DiagnosticBag diagnostics)
    {
        if (definitions.Network(name.Name) is { } network) return network.Syntax.IsMalformed ? null : network;
        if (definitions.Alias(name.Name) != null)
            diagnostics.Report(DiagnosticCatalogue.OperandKind, name.Span, "'network … ='", "a network with a body", $"'{name.Name}', which is another's name");
        else diagnostics.Report(DiagnosticCatalogue.UnknownName, name.Span, "network", name.Name, Spelling.Suggest(name.Name, definitions.NetworkNames));
        return null;
    }
}
