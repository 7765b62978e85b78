namespace NetGen.Compiler.Graphs;

public enum ElementType
{
    Float,
    Int,
}

/// <summary>
/// Type of a graph value: its element, its shape, and how many there are: 0 <paramref name="Times"/> is one for all examples of the batch, 1 one for each, and more is a sequence,
/// one for each time step of each example. A sequence is a batch of so many times more examples: what is done to every step of it is done as to a batch.
/// </summary>
public readonly record struct TensorType(ElementType Element, Shape Shape, int Times)
{
    /// <summary>Whether there is one for each example at least.</summary>
    public bool Batched => Times > 0;

    public static TensorType Float(Shape shape, int times) => new(ElementType.Float, shape, times);

    public override string ToString()
    {
        string axes = $"{(Times > 1 ? Times + "·" : "")}{(Batched ? "N" : "")}{(Batched && Shape.Rank > 0 ? "," : "")}{string.Join(",", Shape.Dims)}";
        return $"{(Element == ElementType.Int ? "i32" : "f32")}[{axes}]";
    }
}
