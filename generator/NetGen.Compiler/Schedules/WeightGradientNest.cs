using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Gradient of filters: for every filter element the sum over examples and positions of an image element times an output gradient, in the filters' own order. Tasks are parts
/// of the filters, so no two add to the same number. All tasks of a thread take an example before the next one, so that it comes from memory once; each walks it in parts that fit
/// into the first cache, and its sums stay in memory between them.
/// </summary>
static class WeightGradientNest
{
    /// <summary>About how many floats of image and gradient one part of the sum reads: half of a first-level cache.</summary>
    const int PartFloats = 6144;

    /// <summary>Examples that a task of a layer without positions takes together.</summary>
    const int ExampleGroup = 64;

    /// <summary>Tiles of a task that make it worth its while to bring the gradient's part of a group together.</summary>
    const int ManyTiles = 4;

    public static void Lower(Lowering lowering, string label, string summary, Geometry geometry, FilterLayout f, Place image, Place gradient, Shape gradientShape, Place result)
    {
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Layout xl = image.Layout, dl = gradient.Layout;
        int x = step.Use("x", image, xl.Offset - (geometry.Padding.Top * xl.Strides[1]) - (geometry.Padding.Left * xl.Strides[2]));
        int dy = step.Use("dy", gradient, dl.Offset);
        int dw = step.Use("dw", result.Buffer);
        int height = gradientShape[1], width = gradientShape[2];

        // Rows of the tile: channels, together with the columns and rows of the filter where those are as contiguous.
        var axes = Contraction.Merge(
        [
            new Sum(f.Shape[2], geometry.Dilation.Height * xl.Strides[1], f.RowStride),
            new Sum(f.Shape[3], geometry.Dilation.Width * xl.Strides[2], f.ColumnStride),
            new Sum(f.Channels, 1, f.ChannelStride),
        ]).ToList();
        int most = Contraction.MaximumRows(lowering.Target, f.Vectors);
        Sum inner = axes.Count > 0 ? axes[axes.Count - 1] : new Sum(1, 0, 0);
        if (axes.Count > 0) axes.RemoveAt(axes.Count - 1);
        int parts = (inner.Extent.Count + most - 1) / most;
        int tile = (inner.Extent.Count + parts - 1) / parts;

        bool points = height * width == 1;
        int rowFloats = width * Math.Max(1, geometry.Stride.Width) * f.Channels + (width * f.Block);
        int partRows = Math.Max(1, Math.Min(height, PartFloats / Math.Max(1, rowFloats)));
        bool keep = lowering.StraightLine; // sums over examples go on from call to call

        Seq<(string, Extent)> tasks = [("g", f.Groups), ("ob", f.Blocks), .. axes.Select((a, i) => ("k" + i, a.Extent))];
        if (points)
        {
            // A large gradient is in no cache. A tile asks for the place of the one behind it, a line with each example, so that its stores need not wait.
            bool stores = lowering.Target.Prefetch is not null && !keep && f.Size > ConvolutionNest.CachedFloats;
            int ahead = stores ? Layout.LineFloats : 0;
            bool groups = !keep && parts >= ManyTiles;
            int packed = groups ? step.Use("packed", lowering.MemberScratch("packed", ExampleGroup * f.Block)) : dy;
            k.Parallel(tasks, at => Contraction.ForBlock(k, f, at[1], (vectors, valid) =>
            {
                if (!groups)
                {
                    Tiles(GradientAt(at), 0, new Sum(Extent.Examples, image.BatchStride, gradient.BatchStride, ahead), first: !keep);
                    return;
                }
                // Examples stand pages apart, and more of them than the processor has addresses of pages at hand: a group's part of the gradient is brought together, for all tiles.
                k.Loop("nb", new Extent(1, true, ExampleGroup), nb =>
                {
                    k.GroupTiles("r", Extent.Examples, nb, ExampleGroup, [1], (r, _) => k.Loop("v", vectors, v =>
                    {
                        Affine from = GradientAt(at) + (((nb * ExampleGroup) + r) * gradient.BatchStride) + (v * f.Lanes);
                        k.Store(packed, (r * f.Block) + (v * f.Lanes), Expr.Leaf(new Load(dy, from, f.Lanes, f.Lanes)), f.Lanes, f.Lanes);
                    }));
                    Sum examples = new(Extent.Examples, image.BatchStride, f.Block, ahead) { Group = (nb, ExampleGroup) };
                    k.Branch(nb, 1, () => Group(first: true), () => Group(first: false));

                    void Group(bool first) => Tiles(0, nb * (ExampleGroup * image.BatchStride), examples, first);
                });

                void Tiles(Affine gradientAt, Affine fromImage, Sum examples, bool first) => k.Tiles("t", inner.Extent.Count, tile, (t, count) =>
                    Tile(at, vectors, valid, t, count, fromImage, packed, gradientAt, [examples], first, stores ? [new(dw, Result(at) + ((t + count) * inner.Vector))] : []));
            }));
        }
        else
        {
            // A task's filters stand together, with what pads their last block.
            if (!keep) k.Parallel(tasks, at => k.Loop("z", inner.Extent.Count * f.Vectors, z => k.Store(dw, Result(at) + (z * f.Lanes), 0f, f.Lanes, f.Lanes)));
            k.Loop("i", Extent.Examples, i => k.Parallel(tasks, at => Contraction.ForBlock(k, f, at[1], (vectors, valid) =>
                k.Tiles("row", height, partRows, (row, rows) => k.Tiles("t", inner.Extent.Count, tile, (t, count) =>
                {
                    Seq<Sum> sums = Contraction.Merge(
                    [
                        new Sum(rows, geometry.Stride.Height * xl.Strides[1], dl.Strides[1]),
                        new Sum(width, geometry.Stride.Width * xl.Strides[2], dl.Strides[2]),
                    ]);
                    int xRow = geometry.Stride.Height * xl.Strides[1], dyRow = dl.Strides[1];
                    Affine fromImage = (i * image.BatchStride) + (row * xRow), fromGradient = (i * gradient.BatchStride) + (row * dyRow);
                    // A part of what the next rows read comes with each tile.
                    int next = partRows * Math.Max(xRow, dyRow), share = next / inner.Extent.Count;
                    bool reads = lowering.Target.Prefetch is not null && xl.Size > ConvolutionNest.CachedImageFloats;
                    Seq<ReadAhead> ahead = reads ? [new(x, fromImage + (partRows * xRow) + (t * share)), new(dy, fromGradient + (partRows * dyRow) + (t * share))] : [];
                    Tile(at, vectors, valid, t, count, fromImage, dy, GradientAt(at) + fromGradient, reads ? Contraction.Ahead(sums, count * share) : sums, first: false, ahead);
                })))));
        }
        lowering.Add(step, label, summary, TaskCost.PerExample(TaskCost.MultiplyAdds((double)inner.Extent.Count * f.Block * height * width, f.Lanes)));

        Affine Result(Seq<Affine> at) => axes.Select((a, i) => at[i + 2] * a.Vector).Aggregate((at[0] * f.GroupStride) + (at[1] * f.BlockStride), (sum, term) => sum + term);

        Affine GradientAt(Seq<Affine> at) => (at[0] * f.Outputs) + (at[1] * f.Block);

        void Tile(
            Seq<Affine> at, int vectors, int valid, Affine t, int count, Affine fromImage, int gradients, Affine gradientAt,
            Seq<Sum> sums, bool first, Seq<ReadAhead> ahead = default) => k.Scope("", () =>
        {
            Affine imageAt = axes.Select((a, i) => at[i + 2] * a.Broadcast).Aggregate(at[0] * f.Channels, (sum, term) => sum + term);
            Seq<int> columns = Enumerable.Range(0, vectors).Select(j => j * f.Lanes).ToSeq();
            Local[,] sum = Contraction.Tile(
                k, f.Lanes, Row.Apart(x, count, inner.Broadcast), columns, imageAt + (t * inner.Broadcast) + fromImage, gradients, gradientAt, sums, ahead);
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < vectors; j++)
                {
                    Affine target = Result(at) + ((t + i) * inner.Vector) + (j * f.Lanes);
                    // Lanes behind the last output hold what happens to stand in memory; the filters' padding stays zero.
                    Expr value = Expr.Leaf(sum[i, j]);
                    if (valid - (j * f.Lanes) < f.Lanes) value = Expr.Select(Expr.Less(Expr.Leaf(new Position(0, 1)), (float)(valid - (j * f.Lanes))), value, 0f);
                    k.Store(dw, target, first || keep ? value : Expr.Leaf(new Load(dw, target, f.Lanes, f.Lanes)) + value, f.Lanes, f.Lanes);
                }
            }
        });
    }
}
