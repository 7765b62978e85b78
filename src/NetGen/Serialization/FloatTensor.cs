using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>A tensor of a file and how its floats, row-major, come from where they are used and get there.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="CopyTo">Gives the floats.</param>
/// <param name="CopyFrom">Takes them.</param>
internal sealed record FloatTensor(string Name, ImmutableArray<int> Shape, Action<Span<float>> CopyTo, Action<ReadOnlySpan<float>> CopyFrom)
{
    /// <summary>Stands in names that are not those of parameters: no path of a layer has it.</summary>
    public const char NoParameter = ':';

    /// <summary>The number of floats.</summary>
    public int Count { get; } = Shape.Aggregate(1, (count, extent) => count * extent);

    /// <summary>Parameters, or their gradients or states, under their names behind a prefix.</summary>
    public static FloatTensor[] Of(ParameterSet parameters, string prefix = "") =>
        [.. parameters.Select(p => new FloatTensor(prefix + p.Name, p.Shape, p.CopyTo, p.CopyFrom))];

    /// <summary>The state of streams.</summary>
    public static FloatTensor Of(string name, StreamState state) => new(name, [state.CopyLength], state.CopyTo, state.CopyFrom);
}
