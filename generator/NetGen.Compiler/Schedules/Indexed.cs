using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Positions of an axis by numbers that are read at run time. Tasks are the examples and the outermost other axis, so that what is added to one place is added by one thread, in
/// order; the vector is the axis whose elements are neighbours in memory, if it is not the indexed one.
/// </summary>
static class Indexed
{
    public static void Gather(Lowering lowering, Node node, int axis)
    {
        Tensors t = new(lowering, node, axis);
        t.ForEachTask((x, y) => t.Kernel.Loop("i", node.Inputs[1].Shape[0], i => t.Kernel.Lookup("at", t.Index(i), at =>
            t.ForEachVector(x + (at * t.X.Stride(axis)), y + (i * t.Y.Stride(axis)), (from, to, lanes, count) =>
                t.Kernel.Store(t.Y.Parameter, to, t.X.Read(from, 1, lanes, count), lanes, count)))));
        lowering.Add(t.Step, "gather", $"Positions of axis {axis} of {node.Inputs[0].Shape}, by {node.Inputs[1].Shape[0]} numbers.", t.Cost);
    }

    public static void ScatterAdd(Lowering lowering, Node node, int axis)
    {
        Tensors t = new(lowering, node, axis);
        t.ForEachTask((x, y) =>
        {
            t.Kernel.Loop("i", node.Outputs[0].Shape[axis], i => t.ForEachVector(0, y + (i * t.Y.Stride(axis)), (_, to, lanes, count) =>
                t.Kernel.Store(t.Y.Parameter, to, 0f, lanes, count)));
            t.Kernel.Loop("i", node.Inputs[1].Shape[0], i => t.Kernel.Lookup("at", t.Index(i), at =>
                t.ForEachVector(x + (i * t.X.Stride(axis)), y + (at * t.Y.Stride(axis)), (from, to, lanes, count) =>
                    t.Kernel.Store(t.Y.Parameter, to, t.Y.Read(to, 1, lanes, count) + t.X.Read(from, 1, lanes, count), lanes, count))));
        });
        lowering.Add(t.Step, "scatter_add", $"Sums into {node.Outputs[0].Shape}, at positions of axis {axis} by {node.Inputs[1].Shape[0]} numbers.", t.Cost);
    }

    /// <summary>The operands, and the loops around the indexed axis.</summary>
    sealed class Tensors
    {
        readonly int[] loops;
        readonly int? vector;
        readonly int lanes;
        readonly bool batched;
        readonly Tensor index;

        public Tensors(Lowering lowering, Node node, int axis)
        {
            X = Step.Use("x", lowering.Place(node.Inputs[0]), node.Inputs[0].Shape);
            index = Step.Use("index", lowering.Place(node.Inputs[1]), node.Inputs[1].Shape);
            Y = Step.Use("y", lowering.Place(node.Outputs[0]), node.Outputs[0].Shape);
            batched = node.Outputs[0].Batched;
            int[] others = Enumerable.Range(0, Y.Shape.Rank).Where(a => a != axis && Y.Shape[a] > 1).OrderByDescending(Y.Stride).ToArray();
            if (others.Length > 0 && X.Stride(others[others.Length - 1]) == 1 && Y.Stride(others[others.Length - 1]) == 1) vector = others[others.Length - 1];
            loops = others.Where(a => a != vector).ToArray();
            lanes = vector is { } v ? lowering.Target.LanesFor(Y.Shape[v]) : 1;
            Cost = (double)Y.Shape.Size / lanes / (loops.Length > 0 ? Y.Shape[loops[0]] : 1);
        }

        public StepWriter Step { get; } = new();

        public KernelWriter Kernel => Step.Kernel;

        public Tensor X { get; }

        public Tensor Y { get; }

        public double Cost { get; }

        public Load Index(Affine i) => new(index.Parameter, i, 1, 1);

        /// <summary>Every example and position of the outermost other axis: where its elements begin in both.</summary>
        public void ForEachTask(Action<Affine, Affine> body)
        {
            var tasks = new List<(string, Extent)> { ("example", batched ? Extent.Examples : 1) };
            if (loops.Length > 0) tasks.Add(("row", Y.Shape[loops[0]]));
            Kernel.Parallel(tasks.ToSeq(), at => body(
                (at[0] * X.BatchStride) + (loops.Length > 0 ? at[1] * X.Stride(loops[0]) : 0),
                (at[0] * Y.BatchStride) + (loops.Length > 0 ? at[1] * Y.Stride(loops[0]) : 0)));
        }

        /// <summary>Every vector of one task and one position of the indexed axis.</summary>
        public void ForEachVector(Affine x, Affine y, Action<Affine, Affine, int, int> body)
        {
            Walk(1, x, y);

            void Walk(int depth, Affine from, Affine to)
            {
                if (depth < loops.Length)
                {
                    Kernel.Loop("j", Y.Shape[loops[depth]], j => Walk(depth + 1, from + (j * X.Stride(loops[depth])), to + (j * Y.Stride(loops[depth]))));
                    return;
                }
                int whole = vector is { } v ? Y.Shape[v] / lanes : 1, rest = vector is { } w ? Y.Shape[w] % lanes : 0;
                if (whole > 0) Kernel.Loop("v", whole, at => body(from + (at * lanes), to + (at * lanes), lanes, lanes));
                if (rest > 0) body(from + (whole * lanes), to + (whole * lanes), lanes, rest);
            }
        }
    }
}
