using System;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// A convolution of each channel by itself, and each phase of its data gradient: the vectors are channels of image and filter alike, the accumulators neighbouring columns, which
/// share the filter's vectors.
/// </summary>
static class DepthwiseNest
{
    /// <summary>Columns of a tile: enough to hide the latency of a multiply-add; fewer where a long epilogue stands there for each.</summary>
    const int MostColumns = 8, MostHeavyColumns = 4;

    /// <summary>Most multiply-adds that are written out.</summary>
    const int Unrolled = 96;

    public static void Lower(Lowering lowering, ConvolutionNest nest, string label, string summary)
    {
        FilterLayout f = nest.FilterLayout;
        (Line rows, Line columns) = (nest.Rows, nest.Columns);
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        int x = step.Use("x", nest.Image, nest.Image.Layout.Offset + nest.ImageOffset);
        int w = step.Use("w", nest.Filters, nest.FilterOffset);
        Tensor[] extra = nest.EpilogueInputs.Select((e, i) => step.Use("e" + i, e.Place, e.Shape)).ToArray();
        Tensor[] results = nest.Results.Select(r => step.Use("y", r.Place, r.Shape)).ToArray();

        bool heavy = ConvolutionNest.IsLong(nest.Epilogue);
        // Where each column has a filter element of its own, nothing is shared.
        int most = columns.Vector != 0 ? 1 : heavy ? MostHeavyColumns : MostColumns;
        int parts = (columns.Count + most - 1) / most, tile = (columns.Count + parts - 1) / parts;
        int whole = f.Outputs / f.Lanes, rest = f.Outputs % f.Lanes;
        k.Parallel([("i", nest.Batched ? Extent.Examples : 1), ("row", rows.Count)], at => k.Tiles("col", columns.Count, tile, (column, count) =>
        {
            if (whole > 0) k.Loop("c", whole, c => k.Scope("", () => Tile(at[0], at[1], column, count, c, f.Lanes)));
            if (rest > 0) k.Scope("", () => Tile(at[0], at[1], column, count, whole, rest));
        }));
        int taps = nest.Taps.Aggregate(1, (product, t) => product * t.Extent.Count);
        lowering.Add(step, label, summary, TaskCost.MultiplyAdds((double)Math.Max(1, taps) * columns.Count * f.Outputs, f.Lanes));

        void Tile(Affine example, Affine row, Affine column, int count, Affine block, int channels)
        {
            Local[] sums = Enumerable.Range(0, count).Select(_ => k.Let("s", f.Lanes, 0f)).ToArray();
            int loaded = nest.Image.Buffer.IsExternal ? channels : f.Lanes;
            Taps(0, (example * nest.Image.BatchStride) + (block * f.Lanes) + (row * rows.Broadcast) + (column * columns.Broadcast),
                (block * f.BlockStride) + (row * rows.Vector) + (column * columns.Vector));
            for (int i = 0; i < count; i++)
                EpilogueStore.Run(k, nest.Epilogue, Expr.Leaf(sums[i]), extra, results, example,
                    [block * f.Lanes, (row * rows.Step) + rows.Start, ((column + i) * columns.Step) + columns.Start], f.Lanes, channels);

            void Taps(int depth, Affine image, Affine filter)
            {
                if (depth < nest.Taps.Count)
                {
                    Sum sum = nest.Taps[depth];
                    void Tap(Affine t) => Taps(depth + 1, image + (t * sum.Broadcast), filter + (t * sum.Vector));
                    int inside = nest.Taps.Skip(depth).Aggregate(count, (product, t) => product * t.Extent.Count);
                    if (inside > Unrolled) k.Loop("k", sum.Extent, Tap);
                    else for (int t = 0; t < sum.Extent.Count; t++) Tap(t);
                    return;
                }
                Expr weight = Expr.Leaf(k.Let("b", f.Lanes, Expr.Leaf(new Load(w, filter, f.Lanes, f.Lanes))));
                for (int i = 0; i < count; i++)
                    k.Set(sums[i], Expr.MultiplyAdd(Expr.Leaf(new Load(x, image + (i * columns.Broadcast), f.Lanes, loaded)), weight, Expr.Leaf(sums[i])));
            }
        }
    }
}
