using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Syntax;

namespace NetGen.Compiler.Binding;

/// <summary>A block or network and the file it stands in, whose names its body sees.</summary>
sealed record Definition<T>(T Syntax, Definitions Home);

/// <summary>What can be used in a file: layers, its own blocks and networks, and those of the files it uses.</summary>
sealed class Definitions
{
    const int MostNested = 64;

    static readonly Dictionary<string, Layer> LayersByKeyword = LayerCatalogue.Layers.ToDictionary(l => l.Signature.Keyword, StringComparer.Ordinal);

    readonly Dictionary<string, Definition<BlockSyntax>> blocks = new(StringComparer.Ordinal);
    readonly Dictionary<string, Definition<NetworkSyntax>> networks = new(StringComparer.Ordinal);
    readonly Dictionary<string, Definition<NetworkAliasSyntax>> aliases = new(StringComparer.Ordinal);

    public IEnumerable<string> LayerAndBlockNames => LayersByKeyword.Keys.Concat(blocks.Keys);

    public IEnumerable<string> NetworkNames => networks.Keys.Concat(aliases.Keys);

    public static Layer? Layer(string keyword) => LayersByKeyword.TryGetValue(keyword, out Layer? layer) ? layer : null;

    public Definition<BlockSyntax>? Block(string name) => blocks.TryGetValue(name, out Definition<BlockSyntax>? block) ? block : null;

    public Definition<NetworkSyntax>? Network(string name) => networks.TryGetValue(name, out Definition<NetworkSyntax>? network) ? network : null;

    public Definition<NetworkAliasSyntax>? Alias(string name) => aliases.TryGetValue(name, out Definition<NetworkAliasSyntax>? alias) ? alias : null;

    /// <summary>Reports what is wrong in the file itself; each used file's own mistakes are reported where it is compiled.</summary>
    public static Definitions Of(SpecFile file, Func<string, string, SpecFile?> uses, DiagnosticBag diagnostics) => Read(file, uses, diagnostics, [file], new());

    static Definitions Read(SpecFile file, Func<string, string, SpecFile?> uses, DiagnosticBag diagnostics, Seq<SpecFile> chain, Dictionary<string, Definitions> known)
    {
        var definitions = new Definitions();
        foreach (UseSyntax use in file.Uses)
        {
            if (uses(use.Path, file.Path) is not { } used) diagnostics.Report(DiagnosticCatalogue.UnknownFile, use.Span, use.Path);
            else if (chain.Any(f => f.Path == used.Path)) ReportCycle(chain, use, used, diagnostics);
            else if (chain.Count > MostNested) diagnostics.Report(DiagnosticCatalogue.TooDeep, use.Span, "uses of files", MostNested.ToString(CultureInfo.InvariantCulture));
            else
            {
                if (!known.TryGetValue(used.Path, out Definitions? theirs))
                {
                    var inside = new DiagnosticBag();
                    known[used.Path] = theirs = Read(used, uses, inside, [.. chain, used], known);
                    // A circle is a mistake of every file in it, also of this, if the way back lies in the other.
                    if (inside.ToSeq().FirstOrDefault(d => d.Id == DiagnosticCatalogue.UseCycle.Id && chain.Any(f => f.Path == d.Arguments[0])) is { } cycle)
                        diagnostics.Report(DiagnosticCatalogue.UseCycle, use.Span, [.. cycle.Arguments]);
                }
                definitions.Add(theirs, use, diagnostics);
            }
        }
        foreach (BlockSyntax block in file.Blocks) definitions.Add(block, diagnostics);
        foreach (NetworkSyntax network in file.Networks)
            if (definitions.IsNew("network", network.Name, diagnostics)) definitions.networks[network.Name.Name] = new(network, definitions);
        foreach (NetworkAliasSyntax alias in file.Aliases)
            if (definitions.IsNew("network", alias.Name, diagnostics)) definitions.aliases[alias.Name.Name] = new(alias, definitions);
        return definitions;
    }

    static void ReportCycle(Seq<SpecFile> chain, UseSyntax use, SpecFile used, DiagnosticBag diagnostics)
    {
        IEnumerable<string> circle = chain.Select(f => f.Path).SkipWhile(path => path != used.Path).Append(used.Path);
        diagnostics.Report(DiagnosticCatalogue.UseCycle, use.Span, used.Path, string.Join(" → ", circle));
    }

    void Add(Definitions theirs, UseSyntax use, DiagnosticBag diagnostics)
    {
        foreach (KeyValuePair<string, Definition<BlockSyntax>> block in theirs.blocks)
        {
            if (!blocks.TryGetValue(block.Key, out Definition<BlockSyntax>? mine)) blocks.Add(block.Key, block.Value);
            else if (!ReferenceEquals(mine.Syntax, block.Value.Syntax)) diagnostics.Report(DiagnosticCatalogue.DuplicateName, use.Span, "block", block.Key);
        }
        foreach (KeyValuePair<string, Definition<NetworkSyntax>> network in theirs.networks) networks[network.Key] = network.Value;
        foreach (KeyValuePair<string, Definition<NetworkAliasSyntax>> alias in theirs.aliases) aliases[alias.Key] = alias.Value;
    }

    void Add(BlockSyntax block, DiagnosticBag diagnostics)
    {
        NameSyntax name = block.Name;
        if (name.Name.Length == 0) return;
        if (Layer(name.Name) != null) diagnostics.Report(DiagnosticCatalogue.ReservedName, name.Span, name.Name, "a block", "it is a layer");
        else if (StatementParser.IsKeyword(name.Name)) diagnostics.Report(DiagnosticCatalogue.ReservedName, name.Span, name.Name, "a block", "it begins a statement");
        else if (blocks.ContainsKey(name.Name)) diagnostics.Report(DiagnosticCatalogue.DuplicateName, name.Span, "block", name.Name);
        else blocks.Add(name.Name, new(block, this));
        CheckParameters(block.Parameters, diagnostics);
    }

    bool IsNew(string kind, NameSyntax name, DiagnosticBag diagnostics)
    {
        if (name.Name.Length == 0) return false;
        // A network of a used file may be named here again: only what this file defines becomes classes here.
        bool isTaken = (Network(name.Name)?.Home ?? Alias(name.Name)?.Home) == this;
        if (isTaken) diagnostics.Report(DiagnosticCatalogue.DuplicateName, name.Span, kind, name.Name);
        return !isTaken;
    }

    public static void CheckParameters(Seq<ParameterSyntax> parameters, DiagnosticBag diagnostics)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (NameSyntax name in parameters.Select(p => p.Name))
        {
            if (name.Name is "in" or "yes" or "no" or "true" or "false" or "and" or "or" or "not")
                diagnostics.Report(DiagnosticCatalogue.ReservedName, name.Span, name.Name, "a parameter", "it has a meaning in expressions");
            else if (!names.Add(name.Name)) diagnostics.Report(DiagnosticCatalogue.DuplicateName, name.Span, "parameter", name.Name);
        }
    }
}
