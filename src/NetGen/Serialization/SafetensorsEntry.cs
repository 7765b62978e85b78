using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type as the file spells it, as in F32.</param>
/// <param name="Shape">Its shape, row-major; empty for a scalar.</param>
/// <param name="Position">Where its bytes begin in the file.</param>
/// <param name="Bytes">How many bytes it has.</param>
internal sealed record SafetensorsEntry(string Name, string Type, ImmutableArray<long> Shape, long Position, long Bytes)
{
    /// <summary>A parameter as a file would have it.</summary>
    public static SafetensorsEntry Of(Parameter parameter) =>
        new(parameter.Name, "F32", [.. parameter.Shape.Select(extent => (long)extent)], 0, sizeof(float) * (long)parameter.Count);
}
