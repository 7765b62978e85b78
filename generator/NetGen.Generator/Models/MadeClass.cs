using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Emission;

namespace NetGen.Generator.Models;

/// <summary>A class into which code is generated, and what that code declares.</summary>
/// <param name="MetadataName">Its name, as a compilation finds it.</param>
/// <param name="Members">As <see cref="GeneratedMembers"/> writes them.</param>
sealed record MadeClass(string MetadataName, Seq<string> Members)
{
    public static MadeClass Of(Network network) => new(ClassName.MetadataOf(network), GeneratedMembers.Of(network, ClassName.Of(network)));
}
