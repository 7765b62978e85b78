using NetGen.Compiler.Graphs;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>What is summed ahead for the first <see cref="SkewedStep"/>: of the product of the filters [P·H, H, 1, 1] with the state h [H] at the start, the part that the first step
/// leaves out.</summary>
public sealed record SkewedStart : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [TensorType.Float(new Shape(inputs[1].Shape[0]), times: 1)];

    public override void Lower(Lowering lowering, Node node) => new SkewedNest(lowering, node.Inputs[0], node.Inputs[SkewedStep.Filters]).Start(node.Outputs[0]);
}
