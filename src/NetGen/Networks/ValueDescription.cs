using System.Collections.Immutable;
using System.Linq;

namespace NetGen;

/// <summary>An input, an output or a target in a <see cref="NetworkDescription"/>.</summary>
/// <param name="Name">The name in the network, which is that of the methods' parameter.</param>
/// <param name="Shape">The dimensions of one example, as in 3, 224, 224: channels, rows and columns of an image; the time steps of a sequence stand before them. Empty for a single
/// number.</param>
/// <param name="Classes">Where the numbers are <c>int</c>s, classes, tokens or the lengths of sequences, how many there are to choose from, beginning with 0; else 0.</param>
public sealed record ValueDescription(string Name, ImmutableArray<int> Shape, int Classes)
{
    /// <summary>The numbers of one example.</summary>
    public int Length { get; } = Shape.Aggregate(1, static (length, dimension) => length * dimension);

    /// <summary>Whether the other has the same name, dimensions and classes.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(ValueDescription? other) => other is not null && (Name, Classes) == (other.Name, other.Classes) && Shape.SequenceEqual(other.Shape);

    /// <summary>Its name and dimensions, as in <c>image: 3x224x224</c>, and how many classes there are.</summary>
    public override string ToString() => $"{Name}: {string.Join('x', Shape)}{(Classes > 0 ? $" of {Classes} classes" : "")}";

    /// <inheritdoc/>
    public override int GetHashCode() => (Name, Classes, Length).GetHashCode();
}
