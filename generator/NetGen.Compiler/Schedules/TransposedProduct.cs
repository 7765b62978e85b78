using System;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Data gradient of a dense layer, dx[n, i] = Σ dy[n, o] · w[o, i], from the filters as they stand: outputs are their contiguous axis, so a tile of examples × inputs keeps a vector of partial
/// sums over outputs for each element and adds up its lanes at the end. Exchanging inputs and outputs first (<see cref="FilterTranspose"/>) costs about as much as the product itself where
/// the layer is large.
/// </summary>
sealed class TransposedProduct
{
    /// <summary>Outputs from which adding up lanes costs less than exchanging the filters, at the batches people train with.</summary>
    const int LeastOutputs = 256;

    /// <summary>Inputs of one task, in whole vectors.</summary>
    const int TaskInputs = 48;

    const int MostExamples = 4;

    public Place Gradient { get; init; } = null!;
    public Place Filters { get; init; } = null!;

    /// <summary>The layer's input, which the one window covers.</summary>
    public Shape Image { get; init; }

    public Seq<Expr> Epilogue { get; init; }
    public Seq<(Place Place, Shape Shape)> EpilogueInputs { get; init; }
    public Seq<(Place Place, Shape Shape)> Results { get; init; }

    /// <summary>Whether outputs are many and fill their vectors, and everything of the input's shape stands without gaps, in the filters' order.</summary>
    public bool Fits => Filters.Filters is { Groups: 1 } f && f.Outputs >= LeastOutputs && f.Outputs % f.Block == 0
        && !Expr.Nodes(Epilogue).Any(e => e.Op == Op.Coordinate)
        && Results.Concat(EpilogueInputs).All(t => t.Shape == Image && t.Place.Plain == Layout.Image(Image, Padding.None) && !t.Place.Buffer.IsExternal);

    public void Lower(Lowering lowering, string label, string summary)
    {
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        FilterLayout f = Filters.Filters!;
        int x = step.Use("x", Gradient.Buffer, Gradient.Layout.Offset);
        int w = step.Use("w", Filters.Buffer);
        Tensor[] extra = EpilogueInputs.Select((e, i) => step.Use("e" + i, e.Place, e.Shape)).ToArray();
        Tensor[] results = Results.Select(r => step.Use("y", r.Place, r.Shape)).ToArray();
        int inputs = (int)Image.Size, lanes = f.Lanes;
        int examples = Math.Min(MostExamples, lowering.Target.Registers / 4);
        int columns = Math.Max(1, (lowering.Target.Registers - examples - 2) / examples);

        k.Parallel([("t", (inputs + TaskInputs - 1) / TaskInputs)], at =>
        {
            Affine start = at[0] * TaskInputs;
            if (inputs % TaskInputs == 0) Part(TaskInputs);
            else k.Branch(at[0], inputs / TaskInputs, () => Part(TaskInputs), () => Part(inputs % TaskInputs));

            void Part(int count)
            {
                k.Tiles("c", count, columns, (c, width) =>
                    k.RowTiles("r", 1, 0, examples, Contraction.FallingSizes(examples), (r, height) => Tile(start + c, width, r, height)));
                if (Epilogue.Count == 1 && Epilogue[0].Op == Op.Argument) return;
                k.Loop("i", Extent.Examples, n =>
                {
                    if (count / lanes > 0) k.Loop("v", count / lanes, v => Finish(n, start + (v * lanes), lanes));
                    if (count % lanes > 0) Finish(n, start + (count / lanes * lanes), count % lanes);
                });
            }
        });
        lowering.Add(step, label, summary, TaskCost.PerExample(TaskCost.MultiplyAdds((double)TaskInputs * f.Outputs, lanes)));

        void Tile(Affine input, int width, Affine example, int height) => k.Scope("", () =>
        {
            var sums = new Local[height, width];
            for (int i = 0; i < height; i++)
                for (int j = 0; j < width; j++) sums[i, j] = k.Let("c", lanes, 0f);
            k.Loop("ob", f.Blocks, ob =>
            {
                for (int v = 0; v < f.Vectors; v++)
                {
                    int offset = v * lanes;
                    Expr[] gradient = Enumerable.Range(0, height).Select(i => Expr.Leaf(k.Let("a", lanes,
                        Expr.Leaf(new Load(x, ((example + i) * Gradient.BatchStride) + (ob * f.Block) + offset, lanes, lanes))))).ToArray();
                    for (int j = 0; j < width; j++)
                    {
                        Expr filter = Expr.Leaf(k.Let("b", lanes, Expr.Leaf(new Load(w, (ob * f.BlockStride) + ((input + j) * f.ChannelStride) + offset, lanes, lanes))));
                        for (int i = 0; i < height; i++) k.Set(sums[i, j], Expr.MultiplyAdd(gradient[i], filter, Expr.Leaf(sums[i, j])));
                    }
                }
            });
            for (int i = 0; i < height; i++)
                for (int j = 0; j < width; j++)
                    k.Store(results[0].Parameter, ((example + i) * results[0].BatchStride) + input + j, lanes == 1 ? Expr.Leaf(sums[i, j]) : Expr.Leaf(new Across(ReduceKind.Sum, sums[i, j])), 1, 1);
        });

        void Finish(Affine example, Affine input, int count) => k.Scope("", () =>
        {
            Seq<Expr> values = k.Compute(Epilogue, lanes, a =>
            {
                Tensor source = a == 0 ? results[0] : extra[a - 1];
                return Expr.Leaf(new Load(source.Parameter, (example * source.BatchStride) + input, lanes, lanes));
            });
            for (int r = 0; r < values.Count; r++) k.Store(results[r].Parameter, (example * results[r].BatchStride) + input, values[r], lanes, count);
        });
    }
}
