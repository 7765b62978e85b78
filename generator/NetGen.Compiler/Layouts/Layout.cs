using System;
using System.Linq;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layouts;

/// <summary>Where the elements of one example stand: a stride for each axis, where the first is, and how many floats an example takes, halo included.</summary>
public sealed record Layout(Seq<int> Strides, int Offset, int Size)
{
    /// <summary>Floats of a cache line.</summary>
    public const int LineFloats = 16;

    /// <summary>Canonical order: the last axis is contiguous.</summary>
    public static Layout RowMajor(Shape shape)
    {
        var strides = new int[shape.Rank];
        int size = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = size;
            size *= shape[axis];
        }
        return new Layout(strides.ToSeq(), 0, size);
    }

    /// <summary>Height × width × channels with a halo around: a row of a filter is contiguous, and no kernel tests a border.</summary>
    public static Layout Image(Shape shape, Padding halo)
    {
        int pixel = shape[0], row = (shape[2] + halo.Left + halo.Right) * pixel;
        return new Layout([1, row, pixel], (halo.Top * row) + (halo.Left * pixel), (shape[1] + halo.Top + halo.Bottom) * row);
    }

    /// <summary>Whether the elements stand in canonical order without gaps.</summary>
    public bool IsCanonical(Shape shape)
    {
        Layout canonical = RowMajor(shape);
        return Offset == 0 && Size == canonical.Size && Enumerable.Range(0, shape.Rank).All(axis => shape[axis] == 1 || Strides[axis] == canonical.Strides[axis]);
    }
}

/// <summary>What a reader needs around an image, and what has to stand there.</summary>
public sealed record Halo(Padding Sides, float Fill)
{
    public static Halo None { get; } = new(Padding.None, 0);

    public bool IsEmpty => Sides == Padding.None;

    public Halo Union(Halo other) => IsEmpty ? other : other.IsEmpty ? this : new Halo(new Padding(
        Math.Max(Sides.Top, other.Sides.Top), Math.Max(Sides.Left, other.Sides.Left),
        Math.Max(Sides.Bottom, other.Sides.Bottom), Math.Max(Sides.Right, other.Sides.Right)), Fill);

    public bool Agrees(Halo other) => IsEmpty || other.IsEmpty || Fill.Equals(other.Fill);
}
