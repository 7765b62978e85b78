using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// Gradient of <see cref="Window"/>: every element of the image gathers from the windows over it; for a maximum, from those whose
/// recorded position (second input) it is.
/// </summary>
public sealed record WindowGradient(WindowKind Kind, Geometry Geometry, Shape Image) : Primitive, IHasEpilogue
{
    public Seq<Expr>? Epilogue { get; init; }

    public Primitive WithEpilogue(Seq<Expr> epilogue) => this with { Epilogue = epilogue };

    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => Repeat(TensorType.Float(Image, inputs[0].Batched));

    Seq<TensorType> Repeat(TensorType type) => Enumerable.Repeat(type, Epilogue?.Count ?? 1).ToSeq();
}
