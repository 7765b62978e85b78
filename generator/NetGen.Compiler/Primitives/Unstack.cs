using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>A tensor of each example becomes a sequence: its first axis is time. So the caller's sequences, which stand example by example, become the network's, which stand step
/// by step.</summary>
public sealed record Unstack : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => inputs[0].Times == 1 && inputs[0].Shape.Rank > 0 && inputs[0].Shape[0] > 1
        ? [TensorType.Float(new Shape(inputs[0].Shape.Dims.Skip(1).ToArray()), inputs[0].Shape[0])]
        : throw new GraphException($"unstack: {inputs[0]} has no time axis");

    public override void Differentiate(Differentiation d) => d.Add(0, d.Builder.Stack(d.OutputGradient(0)!, "d_" + d.Inputs[0].Name));

    public override string ToString() => "unstack";

    public override void Lower(Lowering lowering, Node node) => Copy(lowering, node.Outputs[0].Shape, lowering.Place(node.Inputs[0]).Steps(), lowering.Place(node.Outputs[0]));

    internal static void Copy(Lowering lowering, Shape shape, Place from, Place to)
    {
        var step = new StepWriter();
        Elementwise.Run(lowering, step, "copy", $"Copies {shape} to another order.", shape, true, [Expr.Argument(0)], [step.Use("x", from, shape)], [step.Use("y", to, shape)]);
    }
}

/// <summary>The reverse of <see cref="Unstack"/>: the steps of a sequence become the first axis of a tensor of each example.</summary>
public sealed record Stack : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => inputs[0].Times > 1
        ? [TensorType.Float(new Shape((int[])[inputs[0].Times, .. inputs[0].Shape.Dims]), 1)]
        : throw new GraphException($"stack: {inputs[0]} is no sequence");

    public override void Differentiate(Differentiation d) => d.Add(0, d.Builder.Unstack(d.OutputGradient(0)!, "d_" + d.Inputs[0].Name));

    public override string ToString() => "stack";

    public override void Lower(Lowering lowering, Node node) =>
        Unstack.Copy(lowering, node.Inputs[0].Shape, lowering.Place(node.Inputs[0]), lowering.Place(node.Outputs[0]).Steps());
}
