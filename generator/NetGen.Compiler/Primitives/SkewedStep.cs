using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Schedules;

namespace NetGen.Compiler.Primitives;

/// <summary>
/// A time step of a recurrence h' = f(W·h, …) whose loops are skewed: as soon as a block of the new state is known, the filters that are being read for this step are multiplied
/// with it too, for the next step. Inputs are the state h [H], the filters W [<paramref name="Parts"/>·H, H, 1, 1], what the step before has summed ahead for this one
/// [<paramref name="Parts"/>·H], and what else the epilogue reads; outputs are the epilogue's, and what this step sums ahead for the next. Arguments of the epilogue are the parts
/// of the product, and behind them the inputs: one that has the product's shape is as many arguments as there are parts.
/// </summary>
/// <param name="Unit">The shape of a state, and of each result of the epilogue: [H], or [H, 1, 1].</param>
/// <param name="Next">Which of the outputs is the new state.</param>
public sealed record SkewedStep(Shape Unit, int Parts, Seq<Expr> Epilogue, int Next) : Primitive
{
    /// <summary>The filters, and how many inputs come before those of the epilogue.</summary>
    public const int Filters = 1, Own = 3;

    public override Seq<TensorType> Infer(Seq<TensorType> inputs)
    {
        (TensorType h, TensorType weight, TensorType ahead) = (inputs[0], inputs[Filters], inputs[2]);
        int units = (int)Unit.Size, product = Parts * units;
        if (h.Shape.Size != units || h.Shape[0] != units || Unit[0] != units || weight.Shape != new Shape(product, units, 1, 1) || ahead.Shape != new Shape(product))
            throw new GraphException($"skewed step: {h} with {weight} and {ahead}");
        return [.. Epilogue.Select(_ => TensorType.Float(Unit, h.Times)), ahead];
    }

    public override void Lower(Lowering lowering, Node node) => new SkewedNest(lowering, node.Inputs[0], node.Inputs[Filters]).Step(node, this);
}
