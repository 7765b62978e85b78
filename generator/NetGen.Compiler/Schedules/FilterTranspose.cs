using System.Linq;
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
            if (rest == 0) Block(k, lowering.Target, w, source, from, wt, target, to, to.Block);
            else k.Branch(at[1], full, () => Block(k, lowering.Target, w, source, from, wt, target, to, to.Block), () => Block(k, lowering.Target, w, source, from, wt, target, to, rest));
        });
        lowering.Add(step, "transpose_filters", $"Filters {from.Shape} with inputs and outputs exchanged.", to.Block * from.Outputs * (from.Lanes < 4 ? 0.7 : 0.1));
        return result;
    }

    /// <summary>One position of one block of <paramref name="channels"/> channels: from rows of outputs to rows of channels.</summary>
    static void Block(KernelWriter k, Targets.Target machine, int w, Affine source, FilterLayout from, int wt, Affine target, FilterLayout to, int channels)
    {
        int wholeBlocks = from.Outputs / from.Block, rest = from.Outputs % from.Block;
        if (wholeBlocks > 0) k.Loop("ob", wholeBlocks, ob => Outputs(from.Block, source + (ob * from.BlockStride), target + (ob * (from.Block * to.ChannelStride))));
        if (rest > 0) Outputs(rest, source + (wholeBlocks * from.BlockStride), target + (wholeBlocks * from.Block * to.ChannelStride));

        void Outputs(int count, Affine read, Affine write)
        {
            int channel = 0;
            // Filters are padded to whole vectors of outputs, so that four of them can be read where fewer are meant.
            foreach (int width in machine.Widths.Where(lanes => lanes is >= 4 && lanes <= to.Lanes && from.Lanes >= 4))
            {
                int vectors = (channels - channel) / width, first = channel;
                k.Loop("c", vectors, c => k.Loop("o", count / 4, o => Exchange(width, 4, (c * width) + first, o * 4)));
                if (count % 4 > 0) k.Loop("c", vectors, c => Exchange(width, count % 4, (c * width) + first, count / 4 * 4));
                channel += vectors * width;
            }
            if (channel < channels)
                k.Loop("o", count, o => k.Loop("c", channels - channel, c =>
                    k.Store(wt, write + (o * to.ChannelStride) + c + channel, Expr.Leaf(new Load(w, read + o + ((c + channel) * from.ChannelStride), 1, 1)), 1, 1)));

            void Exchange(int lanes, int outputs, Affine c, Affine o) => k.Scope("", () =>
            {
                // Row i is four outputs of channel i, of channel 4 + i, and so on: what is left is to transpose 4 × 4 in each four lanes.
                Affine at = read + (c * from.ChannelStride) + o;
                Expr[] rows = Enumerable.Range(0, 4).Select(i => Keep(Expr.Leaf(new Load(w, at + (i * from.ChannelStride), lanes, lanes, 4 * from.ChannelStride)))).ToArray();
                Expr low = Keep(Expr.InterleaveLow(rows[0], rows[1], 1)), low2 = Keep(Expr.InterleaveLow(rows[2], rows[3], 1));
                Expr high = Keep(Expr.InterleaveHigh(rows[0], rows[1], 1)), high2 = Keep(Expr.InterleaveHigh(rows[2], rows[3], 1));
                Expr[] columns = [Expr.InterleaveLow(low, low2, 2), Expr.InterleaveHigh(low, low2, 2), Expr.InterleaveLow(high, high2, 2), Expr.InterleaveHigh(high, high2, 2)];
                for (int i = 0; i < outputs; i++) k.Store(wt, write + ((o + i) * to.ChannelStride) + c, columns[i], lanes, lanes);

                Expr Keep(Expr value) => Expr.Leaf(k.Let("t", lanes, value));
            });
        }
    }
}
