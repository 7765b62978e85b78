using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Peers;

/// <summary>A parameter's canonical name, shape and values: a peer is given NetGen's.</summary>
/// <param name="IsTrained">Whether it has a gradient: it is neither frozen nor state, as a running mean.</param>
public sealed record PeerParameter(string Name, long[] Shape, float[] Values, bool IsTrained = true)
{
    /// <summary>All parameters of a network.</summary>
    /// <param name="network">Gives names and shapes.</param>
    /// <param name="read">Writes the values of the parameter of a name.</param>
    public static IReadOnlyList<PeerParameter> ReadAll(Network network, Action<string, float[]> read) =>
        [.. network.Layers.SelectMany(layer => layer.Parameters).Select(parameter =>
        {
            var values = new float[parameter.Shape.Size];
            read(parameter.Name, values);
            return new PeerParameter(parameter.Name, [.. parameter.Shape.Dims.Select(dim => (long)dim)], values, parameter.IsTrained);
        })];
}
