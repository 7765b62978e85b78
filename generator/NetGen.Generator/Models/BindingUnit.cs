using System.IO;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Diagnostics;
using NetGen.Compiler.Syntax;

namespace NetGen.Generator.Models;

/// <summary>A network of a file that a class has taken, so that the file makes no class of its own of it.</summary>
sealed record NetworkClaim(string Path, string Network);

/// <summary>What is bound at one go, with everything the result depends on: a file, or the network of a class, and the files it uses.</summary>
/// <param name="Claims">What a class takes.</param>
/// <param name="Claimed">Names of the file's networks that classes have taken.</param>
/// <param name="Diagnostics">What is wrong with the class.</param>
sealed record BindingUnit(
    SpecFile File, Seq<SpecFile> Used, string Namespace, ClassDeclaration Class, Seq<NetworkClaim> Claims, Seq<string> Claimed, Seq<Diagnostic> Diagnostics)
{
    public static BindingUnit OfFile(SpecFile file, Seq<SpecFile> files, Seq<NetworkClaim> claims, string rootNamespace) => new(
        file, SpecFiles.UsedBy(file, files), rootNamespace, ClassDeclaration.Public, [],
        claims.Where(claim => claim.Path == file.Path).Select(claim => claim.Network).Distinct().ToSeq(), []);

    public static BindingUnit OfClass(NetworkClass declared, Seq<SpecFile> files)
    {
        string path = declared.Name.Span.File ?? "";
        var empty = new BindingUnit(new SpecFile(path, [], [], [], []), [], declared.Namespace, declared.Declaration, [], [], declared.Diagnostics);
        if (declared.Attributes is { } attributes) return empty with { File = empty.File with { Networks = [attributes] } };
        return declared.File is { } reference ? empty.Read(reference, declared.Name, files) : empty;
    }

    BindingUnit Read(FileReference reference, NameSyntax className, Seq<SpecFile> files)
    {
        if (SpecFiles.Find(files, reference.Path, File.Path) is not { } file)
        {
            string suggestion = Suggestion.For(reference.Path, files.Select(f => Path.GetFileName(f.Path)));
            return this with { Diagnostics = [.. Diagnostics, Diagnostic.Create(DiagnosticCatalogue.NoSuchFile, reference.Span, reference.Path, suggestion)] };
        }

        Seq<SpecFile> used = SpecFiles.UsedBy(file, files);
        var network = new NetworkOfFile(file, used, reference);
        string? name = network.Choose(className.Name);
        NetworkSyntax? syntax = name is null ? null : network.Instantiate(name, className);
        return this with
        {
            File = file with { Networks = syntax is null ? [] : [syntax], Aliases = [] },
            Used = used,
            Claims = name is null ? [] : [new NetworkClaim(file.Path, name)],
            Diagnostics = [.. Diagnostics, .. network.Diagnostics],
        };
    }
}
