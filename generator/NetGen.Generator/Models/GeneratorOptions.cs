using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler;
using NetGen.Compiler.Diagnostics;

namespace NetGen.Generator.Models;

/// <summary>What the project says: where its classes live, and for which instruction sets they are made.</summary>
sealed record GeneratorOptions(string RootNamespace, TargetSet Targets, Seq<Diagnostic> Diagnostics)
{
    // NetGen.targets writes NetGenTargets with commas: a semicolon would begin a comment in the file that carries it here.
    static readonly char[] Separators = [',', ';', ' '];

    static readonly Dictionary<string, TargetSet> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["avx512"] = TargetSet.Avx512,
        ["avx2"] = TargetSet.Avx2,
        ["neon"] = TargetSet.Neon,
        ["scalar"] = TargetSet.Scalar,
        ["native"] = BuildMachine.Targets,
    };

    public static GeneratorOptions Read(AnalyzerConfigOptionsProvider provider)
    {
        AnalyzerConfigOptions options = provider.GlobalOptions;
        options.TryGetValue("build_property.RootNamespace", out string? rootNamespace);
        options.TryGetValue("build_property.NetGenTargetList", out string? targets);
        return Read(rootNamespace ?? "", targets ?? "");
    }

    /// <summary>
    /// The property as C# can have it, as the templates of .NET write it. It follows the project's name where nobody has set it, so that anything may stand there: my-net is
    /// my_net, 3d is _3d, and a keyword keeps its name.
    /// </summary>
    static string Namespace(string property) => string.Join(".", property.Split('.').Where(part => part.Length > 0).Select(Identifier));

    static string Identifier(string part)
    {
        if (SyntaxFacts.GetKeywordKind(part) != SyntaxKind.None) return "@" + part;
        string name = new([.. part.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_')]);
        return SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name : "_" + name;
    }

    static GeneratorOptions Read(string rootNamespace, string targets)
    {
        string[] words = targets.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        string[] unknown = [.. words.Where(word => !Words.ContainsKey(word))];
        TargetSet set = words.Except(unknown).Aggregate(default(TargetSet), (all, word) => all | Words[word]);
        return new GeneratorOptions(Namespace(rootNamespace), set == default ? TargetSet.All : set,
            unknown.Select(word => Diagnostic.Create(DiagnosticCatalogue.UnknownTarget, default, word)).ToSeq());
    }
}
