using System.Linq;

namespace NetGen.Compiler;

/// <summary>The dimensions of one example of a value, without the batch: images are channels × height × width. A scalar has none.</summary>
public readonly record struct Shape(Seq<int> Dims)
{
    public Shape(params int[] dims) : this(new Seq<int>(dims)) { }

    public static Shape Scalar => default;

    public int Rank => Dims.Count;

    public int this[int axis] => Dims[axis];

    /// <summary>Number of elements; a long that saturates, since it is checked against the limits only after it is known.</summary>
    public long Size => Dims.Aggregate(1L, (product, dim) => dim > 0 && product > long.MaxValue / dim ? long.MaxValue : product * dim);

    public override string ToString() => Rank == 0 ? "1" : string.Join("x", Dims);
}
