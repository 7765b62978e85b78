using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>A value the caller gives: input number <paramref name="Index"/> of the generated method, inputs first, then targets. In canonical order.</summary>
public sealed record Input(int Index, TensorType Type) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [Type];
}
