namespace NetGen.Compiler.Scalars;

/// <summary>
/// How the elements of a tensor are numbered where each has a number of its own, as for random ones: the sum over the axes of position · stride, and over the batch. Along axes
/// where the stride is 0 elements share a number. Images are numbered height × width × channels, so that the lanes of a vector have consecutive numbers.
/// </summary>
public sealed record Element(Seq<int> Strides, int BatchStride)
{
    /// <summary>Each element of the shape has its number, and so has each example where <paramref name="batched"/>.</summary>
    public static Element Of(Shape shape, bool batched)
    {
        int[] strides = new int[shape.Rank];
        int size = 1;
        foreach (int axis in shape.Rank == 3 ? new[] { 0, 2, 1 } : Descending(shape.Rank))
        {
            strides[axis] = shape[axis] == 1 ? 0 : size;
            size *= shape[axis];
        }
        return new Element(new Seq<int>(strides), batched ? size : 0);
    }

    static System.Collections.Generic.IEnumerable<int> Descending(int rank)
    {
        for (int axis = rank - 1; axis >= 0; axis--) yield return axis;
    }
}
