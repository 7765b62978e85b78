using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// Gradient of <see cref="Window"/>: every element of the image gathers from the windows over it; for a maximum, from those whose
/// recorded position (second input) it is.
/// </summary>
public sealed record WindowGradient(WindowKind Kind, Geometry Geometry, Shape Image) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [TensorType.Float(Image, inputs[0].Batched)];
}
