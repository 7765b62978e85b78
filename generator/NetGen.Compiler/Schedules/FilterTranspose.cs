using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Targets;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Schedules;

/// <summary>Filters with inputs and outputs exchanged, as the data gradient reads them: once a step, however large the batch.</summary>
sealed class FilterTranspose
{
    readonly Target target;

    public FilterTranspose(FilterLayout from, Target target)
    {
        (From, this.target) = (from, target);
        To = FilterLayout.For(new Shape(from.Channels * from.Groups, from.Outputs, from.Shape[2], from.Shape[3]), from.Groups, target);
    }

    public FilterLayout From { get; }

    /// <summary>The layout of the exchanged filters.</summary>
    public FilterLayout To { get; }

    /// <summary>A kernel that exchanges all; gives where they are.</summary>
    public Buffer Lower(Lowering lowering, Buffer filters)
    {
        Buffer result = lowering.Scratch("transposed", To.Size, batched: false);
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        int w = step.Use("w", filters), wt = step.Use("wt", result);
        int full = From.Channels / To.Block, rest = From.Channels % To.Block;
        k.Parallel([("g", From.Groups), ("cb", To.Blocks), ("kh", From.Shape[2]), ("kw", From.Shape[3])], at =>
        {
            Affine read = (at[0] * From.GroupStride) + (at[1] * (To.Block * From.ChannelStride)) + (at[2] * From.RowStride) + (at[3] * From.ColumnStride);
            Affine write = (at[0] * To.GroupStride) + (at[1] * To.BlockStride) + (at[2] * To.RowStride) + (at[3] * To.ColumnStride);
            if (rest == 0) Channels(To.Block);
            else k.Branch(at[1], full, () => Channels(To.Block), () => Channels(rest));

            void Channels(int channels)
            {
                int whole = From.Outputs / From.Block, behind = From.Outputs % From.Block;
                k.Loop("ob", whole, ob => Outputs(ob, From.Block));
                if (behind > 0) Outputs(whole, behind);

                void Outputs(Affine ob, int outputs) => Transposition.Run(
                    k, target, channels, outputs, new Matrix(w, read + (ob * From.BlockStride), From.ChannelStride),
                    new Matrix(wt, write + (ob * (From.Block * To.ChannelStride)), To.ChannelStride), padded: From.Lanes >= 4);
            }
        });
        double nanoseconds = To.Channels * To.Block * (From.Lanes < 4 ? 0.7 : 0.1);
        lowering.Add(step, "transpose_filters", $"Filters {From.Shape} with inputs and outputs exchanged.", nanoseconds);
        return result;
    }
}
