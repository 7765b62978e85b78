using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Generator.Models;

static class ClassName
{
    /// <summary>With namespace and containing types: what no two networks may share.</summary>
    public static string Of(Network network) => Of(network, ".");

    /// <summary>The same as the metadata of an assembly has it.</summary>
    public static string MetadataOf(Network network) => Of(network, "+").Replace("@", "");

    static string Of(Network network, string separator)
    {
        string prefix = network.Namespace == "" ? "" : network.Namespace + ".";
        IEnumerable<string> containing = network.Class.ContainingTypes.Select(header => header.Substring(header.LastIndexOf(' ') + 1));
        return prefix + string.Join(separator, containing.Concat([network.Name]));
    }
}
