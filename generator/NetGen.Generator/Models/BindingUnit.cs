using System.IO;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>What is bound at one go, with everything the result depends on: a file's networks, or one of them for a class, and the files it uses.</summary>
/// <param name="Class">The class and its network, if it is for one.</param>
/// <param name="Claimed">Names of the file's networks that classes have taken.</param>
/// <param name="Diagnostics">What is wrong with the class.</param>
/// <param name="Ambiguities">The uses of the file that mean several files, and so none of <paramref name="Used"/>.</param>
sealed record BindingUnit(
    SpecFile File, Seq<SpecFile> Used, string RootNamespace, ClassNetwork? Class, Seq<string> Claimed, Seq<Diagnostic> Diagnostics, Seq<Diagnostic> Ambiguities)
{
    /// <summary>The class as it is written; nothing for a file.</summary>
    public string Declaration { get; init; } = "";

    public static BindingUnit OfFile(SpecFile file, Seq<SpecFile> files, Seq<NetworkClaim?> claims, string rootNamespace) => new(
        file, SpecFiles.UsedBy(file, files), rootNamespace, null,
        claims.Where(claim => claim?.Path == file.Path).Select(claim => claim!.Network).Distinct().ToSeq(), [], SpecFiles.Ambiguities(file, files));

    public static BindingUnit OfClass(AnnotatedClass declared, Seq<SpecFile> files)
    {
        var unit = new BindingUnit(new SpecFile(declared.Name.Span.File ?? "", [], [], [], []), [], "", null, [], declared.Diagnostics, []) { Declaration = declared.Text };
        var target = new TargetClass(declared.Name.Name, declared.Namespace, declared.Declaration, declared.Name.Span);
        if (declared.Attributes is { } network) return unit with { File = unit.File with { Networks = [network] }, Class = new(network.Name.Name, [], target, null) };
        return declared.File is { } reference ? unit.Read(reference, target with { Span = reference.Span }, files) : unit;
    }

    /// <summary>The file that a <c>use</c> in the file <paramref name="from"/> names.</summary>
    public SpecFile? Use(string path, string from) => SpecFiles.Find([File, .. Used], path, from);

    BindingUnit Read(FileReference reference, TargetClass target, Seq<SpecFile> files)
    {
        if (SpecFiles.Find(files, reference.Path, File.Path) is { } file)
        {
            return this with
            {
                File = file,
                Used = SpecFiles.UsedBy(file, files),
                Ambiguities = SpecFiles.Ambiguities(file, files),
                Class = ClassNetwork.Choose(file, reference, target),
            };
        }
        if (SpecFiles.Ambiguity(files, reference.Path, File.Path, reference.Span) is { } ambiguity) return this with { Diagnostics = [.. Diagnostics, ambiguity] };
        string suggestion = Spelling.Suggest(reference.Path, files.Select(f => Path.GetFileName(f.Path)));
        return this with { Diagnostics = [.. Diagnostics, Diagnostic.Create(DiagnosticCatalogue.NoSuchFile, reference.Span, reference.Path, suggestion)] };
    }
}

/// <summary>A network of a file that a class has taken, so that the file makes no class of its own of it.</summary>
sealed record NetworkClaim(string Path, string Network);

/// <summary>A class and the network that is for it; <paramref name="Network"/> is null if nothing says which one of several.</summary>
sealed record ClassNetwork(string? Network, Seq<ArgumentSyntax> Arguments, TargetClass Target, NetworkClaim? Claim)
{
    /// <summary>The network that is named, or the only one, or that with the name of the class.</summary>
    public static ClassNetwork Choose(SpecFile file, FileReference reference, TargetClass target)
    {
        string[] names = [.. file.Networks.Select(n => n.Name.Name), .. file.Aliases.Select(a => a.Name.Name)];
        string? name = reference.Network?.Name ?? (names.Length == 1 ? names[0] : names.FirstOrDefault(n => n == target.Name));
        if (reference.Network is { } named) target = target with { Span = named.Span };
        NetworkClaim? claim = name is null ? null : new NetworkClaim(file.Path, name);
        return file.Aliases.FirstOrDefault(a => a.Name.Name == name) is { } alias
            ? new ClassNetwork(alias.Network.Name, [.. alias.Arguments, .. reference.Arguments], target, claim)
            : new ClassNetwork(name, reference.Arguments, target, claim);
    }
}
