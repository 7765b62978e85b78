namespace NetGen.Compiler.Graphs;

public enum ElementType
{
    Float,
    Int,
}

/// <summary>Type of a graph value: its element, the shape of one example, and whether there is one for each example of the batch or one for all.</summary>
public readonly record struct TensorType(ElementType Element, Shape Shape, bool Batched)
{
    public static TensorType Float(Shape shape, bool batched) => new(ElementType.Float, shape, batched);

    public override string ToString() => $"{(Element == ElementType.Int ? "i32" : "f32")}[{(Batched ? "N" : "")}{(Batched && Shape.Rank > 0 ? "," : "")}{string.Join(",", Shape.Dims)}]";
}
