using System.Linq;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Primitives;

/// <summary>Puts values behind each other along an axis.</summary>
public sealed record Concat(int Axis) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        int[] dims = inputs[0].Shape.Dims.ToArray();
        dims[Axis] = inputs.Sum(i => i.Shape[Axis]);
        return [inputs[0] with { Shape = new Shape(dims), Batched = inputs.Any(i => i.Batched) }];
    }

    public override void Differentiate(Differentiation d)
    {
        int start = 0;
        for (int i = 0; i < d.Inputs.Count; i++)
        {
            int length = d.Inputs[i].Shape[Axis];
            if (d.Wants(i)) d.Add(i, d.Builder.Slice(d.OutputGradient(0)!, Axis, start, length, "d_" + d.Inputs[i].Name));
            start += length;
        }
    }
}
