using System.Linq;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>A range of an axis. Made by the gradient of <see cref="Concat"/>; a view where the layout allows.</summary>
public sealed record Slice(int Axis, int Start, int Length) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        int[] dims = inputs[0].Shape.Dims.ToArray();
        dims[Axis] = Length;
        return [inputs[0] with { Shape = new Shape(dims) }];
    }

    public override void Differentiate(Differentiation d)
    {
        Value x = d.Inputs[0], g = d.OutputGradient(0)!;
        int after = x.Shape[Axis] - Start - Length;
        var parts = new[] { Zeros(Start), g, Zeros(after) }.Where(p => p.Shape[Axis] > 0).ToSeq();
        d.Add(0, d.Builder.Concat(parts, Axis, "d_" + x.Name));

        Value Zeros(int length)
        {
            int[] dims = x.Shape.Dims.ToArray();
            dims[Axis] = length;
            return length == 0 ? new Value(-1, x.Type with { Shape = new Shape(dims) }, "") : d.Builder.Constant(0, x.Type with { Shape = new Shape(dims) });
        }
    }
}
