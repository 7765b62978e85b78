using System.Linq;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>Cuts an axis into ranges of these lengths: the reverse of <see cref="Concat"/>. Views where the layout allows.</summary>
public sealed record Split(int Axis, Seq<int> Lengths) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        if (Lengths.Sum() != inputs[0].Shape[Axis]) throw new GraphException($"split: {Lengths} are not axis {Axis} of {inputs[0]}");
        return Lengths.Select(length => inputs[0] with { Shape = new Shape(inputs[0].Shape.Dims.Select((dim, axis) => axis == Axis ? length : dim).ToArray()) }).ToSeq();
    }

    public override void Differentiate(Differentiation d)
    {
        // Parts that nothing depends on have no gradient: zeros.
        Seq<Value> gradients = d.Outputs.Select((part, i) => d.OutputGradient(i) ?? d.Builder.Constant(0, part.Type)).ToSeq();
        d.Add(0, d.Builder.Concat(gradients, Axis, "d_" + d.Inputs[0].Name));
    }
}
