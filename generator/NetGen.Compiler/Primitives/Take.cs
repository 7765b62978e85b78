using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>The first or the last step of a sequence, where it stands.</summary>
public sealed record Take(bool Last) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => inputs[0].Times > 1
        ? [inputs[0] with { Times = 1 }]
        : throw new GraphException($"take: {inputs[0]} is no sequence");

    public override string ToString() => Last ? "last step" : "first step";
}
