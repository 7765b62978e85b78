using NetGen.Compiler.Graphs;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// A recurrence: a sequence whose first step is the input, and each other what the value that <see cref="Graph.Carries"/> pairs with it was a step before. In reverse, the first
/// step is the last. Both stand in one buffer, a step apart, so that nothing is copied from step to step. Its gradient is a carry in the other direction
/// (<see cref="Gradients.ReverseMode"/>).
/// </summary>
/// <param name="Id">Tells the carries of a graph apart: two that start alike need not go on alike.</param>
public sealed record Carry(int Id, int Times, bool Reverse) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => inputs[0].Times > 1
        ? throw new GraphException($"carry: {inputs[0]} is a sequence")
        : [TensorType.Float(inputs[0].Shape, Times)];

    public override string ToString() => $"carry {Id} {(Reverse ? "in reverse " : "")}over {Times}";

    /// <summary>The input goes to the first step.</summary>
    public override void Lower(Lowering lowering, Node node)
    {
        Place place = lowering.Place(node.Outputs[0]);
        Place first = place.At(Reverse ? Times - 1 : 0);
        var step = new StepWriter();
        Shape shape = node.Outputs[0].Shape;
        Elementwise.Run(lowering, step, "copy", $"Copies {shape} to another order.", shape, true, [Expr.Argument(0)],
            [step.Use("x", lowering.Place(node.Inputs[0]), shape)], [step.Use("y", first, shape)]);
    }
}
