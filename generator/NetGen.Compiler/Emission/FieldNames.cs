using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Plans;

namespace NetGen.Compiler.Emission;

/// <summary>The frame's field for each buffer. Each kind has a prefix of its own and the names of a kind differ, so that no two buffers share a field.</summary>
sealed class FieldNames
{
    readonly Dictionary<string, string> parameters = [];

    public FieldNames(Network network)
    {
        var taken = new HashSet<string>();
        foreach (BoundParameter parameter in network.Layers.SelectMany(l => l.Parameters))
        {
            // a.b_c and a_b.c are two parameters.
            string name = parameter.Name.Replace('.', '_'), unique = name;
            for (int i = 2; !taken.Add(unique); i++) unique = $"{name}_{i}";
            parameters[parameter.Name] = unique;
        }
    }

    public string Of(Buffer buffer) => buffer.Kind switch
    {
        BufferKind.Parameter => "w_" + parameters[buffer.Name],
        BufferKind.Gradient => "d_" + parameters[buffer.Name],
        BufferKind.Argument => Argument(buffer.Name),
        BufferKind.Flat => buffer.Name,
        _ => "v_" + buffer.Name,
    };

    /// <summary>For memory of the caller.</summary>
    public static string Argument(string name) => "io_" + name;
}
