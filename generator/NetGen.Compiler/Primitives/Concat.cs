using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Layouts;

namespace NetGen.Compiler.Primitives;

/// <summary>Puts values behind each other along an axis.</summary>
public sealed record Concat(int Axis) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        int[] dims = inputs[0].Shape.Dims.ToArray();
        dims[Axis] = inputs.Sum(i => i.Shape[Axis]);
        return [inputs[0] with { Shape = new Shape(dims), Times = inputs.Max(i => i.Times) }];
    }

    public override void Differentiate(Differentiation d)
    {
        Seq<Value> parts = d.Builder.Split(d.OutputGradient(0)!, Axis, d.Inputs.Select(i => i.Shape[Axis]).ToSeq(), "d_" + d.Inputs[0].Name);
        for (int i = 0; i < d.Inputs.Count; i++)
            if (d.Wants(i)) d.Add(i, parts[i]);
    }

    public override void Lower(Lowering lowering, Node node)
    {
        Value y = node.Outputs[0];
        Place place = lowering.Place(y);
        int start = 0;
        foreach (Value input in node.Inputs)
        {
            if (lowering.Place(input).Buffer == place.Buffer)
            {
                start += input.Shape[Axis]; // it was made there
                continue;
            }
            var step = new StepWriter();
            Place part = place with { Plain = place.Layout with { Offset = place.Layout.Offset + (start * place.Layout.Strides[Axis]) } };
            Tensor output = step.Use("y", part, input.Shape);
            Elementwise.Run(lowering, step, "concat", $"Copies {input.Shape} into its part of {y.Shape}.", input.Shape, y.Batched,
                [Expr.Argument(0)], [step.Use("x", lowering.Place(input), input.Shape)], [output]);
            start += input.Shape[Axis];
        }
    }
}
