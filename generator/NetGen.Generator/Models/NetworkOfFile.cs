using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>The network of a file that [Network("file", "classes=10")] names: which it is, and what it looks like with those arguments under the name of the class.</summary>
sealed class NetworkOfFile(SpecFile file, Seq<SpecFile> used, FileReference reference)
{
    readonly List<Diagnostic> diagnostics = [];

    public Seq<Diagnostic> Diagnostics => diagnostics.ToSeq();

    /// <summary>Its name in the file; null, with a diagnostic, if nothing says which it is.</summary>
    public string? Choose(string className)
    {
        string[] names = [.. file.Networks.Select(n => n.Name.Name), .. file.Aliases.Select(a => a.Name.Name)];
        string? wanted = reference.Network?.Name ?? (names.Length == 1 ? names[0] : className);
        if (names.Contains(wanted)) return wanted;
        string mistake = names.Length == 0 ? "it has none"
            : reference.Network is null ? $"it has {string.Join(", ", names)}; say which with Network = \"{names[0]}\""
            : $"it has {string.Join(", ", names)}";
        diagnostics.Add(Diagnostic.Create(DiagnosticCatalogue.NetworkNotFound, reference.Network?.Span ?? reference.Span, reference.Path, mistake));
        return null;
    }

    /// <summary>The network with its arguments as defaults, under another name.</summary>
    public NetworkSyntax? Instantiate(string name, NameSyntax className)
    {
        Seq<ArgumentSyntax> arguments = [];
        if (file.Aliases.FirstOrDefault(a => a.Name.Name == name) is { } alias) (name, arguments) = (alias.Network.Name, alias.Arguments);
        NetworkSyntax? network = file.Networks.Concat(used.SelectMany(f => f.Networks)).FirstOrDefault(n => n.Name.Name == name);
        if (network is null) return null; // the file's own binding reports it
        Seq<ParameterSyntax> parameters = Override(network, Override(network, network.Parameters, arguments), reference.Arguments);
        return network with { Name = className, Parameters = parameters };
    }

    Seq<ParameterSyntax> Override(NetworkSyntax network, Seq<ParameterSyntax> parameters, Seq<ArgumentSyntax> arguments)
    {
        ParameterSyntax[] result = [.. parameters];
        for (int i = 0; i < arguments.Count; i++)
        {
            ArgumentSyntax argument = arguments[i];
            int index = argument.Key is { } key ? System.Array.FindIndex(result, p => p.Name.Name == key.Name) : i;
            if (index >= 0 && index < result.Length) result[index] = result[index] with { Default = argument.Value };
            else diagnostics.Add(Unknown(network, parameters, argument));
        }
        return result.ToSeq();
    }

    static Diagnostic Unknown(NetworkSyntax network, Seq<ParameterSyntax> parameters, ArgumentSyntax argument) => argument.Key is { } key
        ? Diagnostic.Create(DiagnosticCatalogue.UnknownArgument, argument.Span, network.Name.Name, key.Name, Suggestion.For(key.Name, parameters.Select(p => p.Name.Name)))
        : Diagnostic.Create(DiagnosticCatalogue.TooManyArguments, argument.Span, network.Name.Name, $"{parameters.Count} arguments", "the last");
}
