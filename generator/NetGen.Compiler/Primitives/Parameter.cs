using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>A trained array of the network; its layout in memory follows from the primitives that read it.</summary>
public sealed record Parameter(string Name, Shape Shape) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [TensorType.Float(Shape, 0)];
}
