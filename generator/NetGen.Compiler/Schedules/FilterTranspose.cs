using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>Filters with inputs and outputs exchanged, as the data gradient reads them: once a step, however large the batch.</summary>
static class FilterTranspose
{
    /// <summary>The layout of the exchanged filters.</summary>
    public static FilterLayout Layout(FilterLayout f, Targets.Target target) =>
        FilterLayout.For(new Shape(f.Channels * f.Groups, f.Outputs, f.Shape[2], f.Shape[3]), f.Groups, target);

    public static Buffer Lower(Lowering lowering, Place filters, FilterLayout to)
    {
        FilterLayout from = filters.Filters!;
        Buffer result = lowering.Scratch("transposed", to.Size, batched: false);
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        int w = step.Use("w", filters.Buffer);
        int wt = step.Use("wt", result);
        int full = from.Channels / to.Block, rest = from.Channels % to.Block;
        k.Parallel([("g", from.Groups), ("cb", to.Blocks), ("kh", from.Shape[2]), ("kw", from.Shape[3])], at =>
        {
            Affine source = (at[0] * from.GroupStride) + (at[1] * (to.Block * from.ChannelStride)) + (at[2] * from.RowStride) + (at[3] * from.ColumnStride);
            Affine target = (at[0] * to.GroupStride) + (at[1] * to.BlockStride) + (at[2] * to.RowStride) + (at[3] * to.ColumnStride);
            if (rest == 0) Channels(to.Block);
            else k.Branch(at[1], full, () => Channels(to.Block), () => Channels(rest));

            void Channels(int count)
            {
                int wholeBlocks = from.Outputs / from.Block;
                if (wholeBlocks > 0)
                    k.Loop("ob", wholeBlocks, ob => k.Loop("o", from.Block, o => Copy(count, (ob * from.BlockStride) + o, ((ob * from.Block) + o) * to.ChannelStride)));
                if (from.Outputs % from.Block > 0)
                    k.Loop("o", from.Outputs % from.Block, o => Copy(count, o + (wholeBlocks * from.BlockStride), (o + (wholeBlocks * from.Block)) * to.ChannelStride));
            }

            void Copy(int count, Affine read, Affine write) => k.Loop("c", count, c =>
                k.Store(wt, target + write + c, Expr.Leaf(new Load(w, source + read + (c * from.ChannelStride), 1, 1)), 1, 1));
        });
        lowering.Add(step, "transpose_filters", $"Filters {from.Shape} with inputs and outputs exchanged.", to.Block * from.Outputs * 0.7);
        return result;
    }
}
