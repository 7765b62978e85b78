using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// Positions of an axis, by their numbers: y[…, i, …] = x[…, index[i], …]. The numbers are whole and within the axis, of a vector for all examples; they may stand in floats, and
/// have no gradient.
/// </summary>
public sealed record Gather(int Axis) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        if (inputs[1].Shape.Rank != 1 || inputs[1].Batched) throw new GraphException($"gather: {inputs[1]} is not one vector of indices");
        return [TensorType.Float(With(inputs[0].Shape, Axis, inputs[1].Shape[0]), inputs[0].Times)];
    }

    public override void Differentiate(Differentiation d)
    {
        if (d.Wants(0)) d.Add(0, d.Builder.Add(new ScatterAdd(Axis, d.Inputs[0].Shape[Axis]), [d.OutputGradient(0)!, d.Inputs[1]], "d_" + d.Inputs[0].Name)[0]);
    }

    public override string ToString() => $"gather axis {Axis}";

    public override void Lower(Lowering lowering, Node node) => Indexed.Gather(lowering, node, Axis);

    internal static Shape With(Shape shape, int axis, int extent) => new(shape.Dims.Select((dim, i) => i == axis ? extent : dim).ToArray());
}

/// <summary>The gradient of <see cref="Gather"/>: y[…, index[i], …] is the sum of x[…, i, …] over all i with that number, 0 where there is none.</summary>
public sealed record ScatterAdd(int Axis, int Size) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [TensorType.Float(Gather.With(inputs[0].Shape, Axis, Size), inputs[0].Times)];

    public override void Differentiate(Differentiation d)
    {
        if (d.Wants(0)) d.Add(0, d.Builder.Add(new Gather(Axis), [d.OutputGradient(0)!, d.Inputs[1]], "d_" + d.Inputs[0].Name)[0]);
    }

    public override string ToString() => $"scatter add axis {Axis} of {Size}";

    public override void Lower(Lowering lowering, Node node) => Indexed.ScatterAdd(lowering, node, Axis);
}
