using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;
using Xunit;

namespace NetGen.Tests.Binding;

using Network = NetGen.Compiler.Binding.Network;

/// <summary>Parses and binds texts for tests.</summary>
static class Specs
{
    public const string File = "test.net.txt";

    /// <summary>Networks and all diagnostics, of the parser first.</summary>
    public static (Seq<Network> Networks, IReadOnlyList<Diagnostic> Diagnostics) Compile(string text, params (string Path, string Text)[] others)
    {
        (SpecFile file, Seq<Diagnostic> syntax) = SpecParser.Parse(text, File);
        (Seq<Network> networks, Seq<Diagnostic> semantics) = Binder.Bind(file, (path, _) => Use(path, [.. others, (File, text)]), "Test");
        return (networks, [.. syntax, .. semantics]);
    }

    public static SpecFile? Use(string path, params (string Path, string Text)[] files) =>
        files.Where(f => f.Path == path).Select(f => SpecParser.Parse(f.Text, f.Path).File).FirstOrDefault();

    /// <summary>The only network of a text without mistakes.</summary>
    public static Network One(string text, params (string Path, string Text)[] others)
    {
        (Seq<Network> networks, IReadOnlyList<Diagnostic> diagnostics) = Compile(text, others);
        Assert.Empty(diagnostics);
        return Assert.Single(networks);
    }

    /// <summary>A network with that body.</summary>
    public static Network Body(string body) => One("network Test\n" + body);

    /// <summary>One line a layer: path, keyword with arguments, what it reads, what it gives.</summary>
    public static string Describe(Network network) => string.Join("\n", network.Layers.Select(layer =>
    {
        string arguments = ArgumentPrinter.Print(layer.Layer.Signature, layer.Arguments);
        string inputs = string.Join(", ", layer.Inputs.Select(i => network.Values[i].Name));
        string results = string.Join(", ", layer.Results.Select(i => $"{network.Values[i].Name} {network.Values[i].Shape}"));
        return $"{layer.Path}: {inputs} | {(layer.Layer.Signature.Keyword + " " + arguments).Trim()} = {results}";
    }));

    public static void AssertLayers(string expected, Network network) =>
        Assert.Equal(expected.Replace("\r\n", "\n", StringComparison.Ordinal).Trim(), Describe(network));
}
