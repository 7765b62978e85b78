using System;
using System.Collections.Immutable;

namespace NetGen.Data;

/// <summary>What each example has in a column.</summary>
/// <param name="name">The name of the column.</param>
/// <param name="isInteger">Whether the values are integers; otherwise they are floats.</param>
/// <param name="shape">The shape of one example's values, row-major; empty for a single value.</param>
/// <exception cref="ArgumentException">An extent is not positive, or there are more values than an array can have.</exception>
public sealed class ColumnType(string name, bool isInteger, ImmutableArray<int> shape) : IEquatable<ColumnType>
{
    /// <summary>The name of the column.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the values are integers; otherwise they are floats.</summary>
    public bool IsInteger { get; } = isInteger;

    /// <summary>The shape of one example's values, row-major; empty for a single value.</summary>
    public ImmutableArray<int> Shape { get; } = shape;

    /// <summary>The values of one example.</summary>
    public int RowLength { get; } = LengthOf(name, shape.AsSpan());

    /// <summary>The shape as that of an image: channels x rows x columns, or rows x columns with one channel.</summary>
    /// <exception cref="InvalidOperationException">The column has integers, or another shape.</exception>
    public ImageShape AsImage() => Shape switch
    {
        [int channels, int height, int width] when !IsInteger => new ImageShape(channels, height, width),
        [int height, int width] when !IsInteger => new ImageShape(1, height, width),
        _ => throw new InvalidOperationException($"{this} are no images; an image has floats of channels x rows x columns, and the column is told so when it is made."),
    };

    /// <summary>A column of images.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="shape">The shape of an image.</param>
    public static ColumnType Of(string name, ImageShape shape) => new(name, isInteger: false, [shape.Channels, shape.Height, shape.Width]);

    /// <summary>As in <c>image: floats of 3x32x32</c>.</summary>
    public override string ToString() => $"{Name}: {(IsInteger ? "integers" : "floats")} of {Shapes.Format(Shape.AsSpan())}";

    /// <summary>Whether the other has the same name, element type and shape.</summary>
    public bool Equals(ColumnType? other) => other is not null && Name == other.Name && IsInteger == other.IsInteger && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? other) => Equals(other as ColumnType);

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
