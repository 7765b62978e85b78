using System;
using System.Collections.Immutable;

namespace NetGen.Data;

/// <summary>What each example has in a column.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="IsInteger">Whether the values are integers; otherwise they are floats.</param>
/// <param name="Shape">The shape of one example's values, row-major; empty for a single value.</param>
public sealed record ColumnType(string Name, bool IsInteger, ImmutableArray<int> Shape)
{
    /// <summary>The values of one example.</summary>
    public int RowLength { get; } = LengthOf(Name, Shape.AsSpan());

    /// <summary>The shape as that of an image: channels x rows x columns, or rows x columns with one channel.</summary>
    /// <exception cref="InvalidOperationException">The column has integers, or another shape.</exception>
    public ImageShape ImageShape => this switch
    {
        { IsInteger: false, Shape: [int channels, int height, int width] } => new ImageShape(channels, height, width),
        { IsInteger: false, Shape: [int height, int width] } => new ImageShape(1, height, width),
        _ => throw new InvalidOperationException(
            $"Column '{Name}' has {(IsInteger ? "integers" : "floats")} of shape {Shapes.Format(Shape.AsSpan())}; an image has floats of channels x rows x columns, which are given to the column when it is made."),
    };

    /// <summary>Whether the other has the same name, element type and shape.</summary>
    public bool Equals(ColumnType? other) => other is not null && Name == other.Name && IsInteger == other.IsInteger && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, IsInteger, Shape.Length, RowLength);

    private static int LengthOf(string name, ReadOnlySpan<int> shape)
    {
        long length = 1;
        foreach (int extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(extent, nameof(shape));
            length *= extent;
            if (length > Array.MaxLength)
                throw new ArgumentException($"Column '{name}': an example of shape {Shapes.Format(shape)} is too large.", nameof(shape));
        }
        return (int)length;
    }
}
