using System.Collections.Generic;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;

namespace NetGen.Compiler.Primitives;

/// <summary>For each example the row of a table by the example's own number: table [V, D] and whole numbers, which may stand in floats, to vectors [D].</summary>
public sealed record Rows : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => inputs[0] is { Batched: false, Shape.Rank: 2 } table && inputs[1].Shape.Size == 1
        ? [TensorType.Float(new Shape(table.Shape[1]), inputs[1].Times)]
        : throw new GraphException($"rows: {inputs[0]} by {inputs[1]}");

    public override void Differentiate(Differentiation d)
    {
        if (d.Wants(0)) d.Add(0, d.Builder.Add(new SumRows(d.Inputs[0].Shape[0]), [d.OutputGradient(0)!, d.Inputs[1]], "d_" + d.Inputs[0].Name)[0]);
    }

    public override string ToString() => "rows";

    public override void Lower(Lowering lowering, Node node)
    {
        (Place table, Place index, Place y) = (lowering.Place(node.Inputs[0]), lowering.Place(node.Inputs[1]), lowering.Place(node.Outputs[0]));
        int size = node.Outputs[0].Shape[0], lanes = lowering.Target.LanesFor(size);
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Tensor from = step.Use("table", table, node.Inputs[0].Shape), at = step.Use("index", index, Shape.Scalar), to = step.Use("y", y, node.Outputs[0].Shape);
        k.Parallel([("i", node.Outputs[0].Batched ? Extent.Examples : 1)], i => k.Lookup("row", new Load(at.Parameter, i[0] * at.BatchStride, 1, 1), row =>
            ForEachVector(k, size, lanes, (v, count) => k.Store(to.Parameter, (i[0] * to.BatchStride) + v, from.Read((row * size) + v, 1, lanes, count), lanes, count))));
        lowering.Add(step, "rows", $"Rows of {size} of a table {node.Inputs[0].Shape}.", size / (double)lanes);
    }

    internal static void ForEachVector(KernelWriter k, int size, int lanes, System.Action<Affine, int> body)
    {
        if (size / lanes > 0) k.Loop("v", size / lanes, v => body(v * lanes, lanes));
        if (size % lanes > 0) body(size / lanes * lanes, size % lanes);
    }
}

/// <summary>The gradient of <see cref="Rows"/>: a table of so many rows, of which each is the sum of the vectors of the examples, and their time steps, with its number.</summary>
public sealed record SumRows(int Count) : Primitive
{
    public override Seq<TensorType> Infer(Seq<TensorType> inputs) => [TensorType.Float(new Shape(Count, inputs[0].Shape[0]), 0)];

    public override string ToString() => $"sum rows of {Count}";

    /// <summary>Tasks are parts of the columns, so that each number is summed by one thread, in the order of the examples.</summary>
    public override void Lower(Lowering lowering, Node node)
    {
        int size = node.Inputs[0].Shape[0], lanes = lowering.Target.LanesFor(size);
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Tensor from = step.Use("dy", lowering.Place(node.Inputs[0]), node.Inputs[0].Shape), at = step.Use("index", lowering.Place(node.Inputs[1]), Shape.Scalar);
        Tensor to = step.Use("table", lowering.Place(node.Outputs[0]), node.Outputs[0].Shape);
        int whole = size / lanes, rest = size % lanes;
        k.Parallel([("v", whole + (rest > 0 ? 1 : 0))], task =>
        {
            if (rest == 0) Column(task[0] * lanes, lanes);
            else k.Branch(task[0], whole, () => Column(task[0] * lanes, lanes), () => Column(task[0] * lanes, rest));
        });
        lowering.Add(step, "sum_rows", $"Sums vectors of {size} into the rows of a table of {Count}.", TaskCost.PerExample(1));

        void Column(Affine v, int count)
        {
            // In straight-line code gradients add up from example to example, from zeros.
            if (!lowering.StraightLine) k.Loop("r", Count, r => k.Store(to.Parameter, (r * size) + v, 0f, lanes, count));
            k.Loop("i", Extent.Examples, i => k.Lookup("row", new Load(at.Parameter, i * at.BatchStride, 1, 1), row =>
                k.Store(to.Parameter, (row * size) + v, to.Read((row * size) + v, 1, lanes, count) + from.Read((i * from.BatchStride) + v, 1, lanes, count), lanes, count)));
        }
    }
}
