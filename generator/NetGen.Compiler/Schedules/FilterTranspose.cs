using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Filters with inputs and outputs exchanged, as the data gradient reads them: all of them once a step, however large the batch, or each block of channels by the task that reads
/// it.
/// </summary>
sealed class FilterTranspose
{
    /// <summary>Floats above which filters would leave the second-level cache between the exchange and the product.</summary>
    const int CachedFloats = 1 << 17;

    /// <summary>Tasks that are enough for any number of threads, where each takes all examples.</summary>
    const int ManyTasks = 16;

    readonly Target target;

    public FilterTranspose(FilterLayout from, Target target)
    {
        (From, this.target) = (from, target);
        To = FilterLayout.For(new Shape(from.Channels * from.Groups, from.Outputs, from.Shape[2], from.Shape[3]), from.Groups, target);
    }

    public FilterLayout From { get; }

    /// <summary>The layout of the exchanged filters.</summary>
    public FilterLayout To { get; }

    /// <summary>Floats of one position of one block of channels.</summary>
    public int PartFloats => To.Channels * To.Block;

    /// <summary>Nanoseconds that one such part takes.</summary>
    public double PartCost => PartFloats * (From.Lanes < 4 ? 0.7 : 0.1);

    /// <summary>Whether a task should exchange what it reads, if it reads one position of one block.</summary>
    public bool InParts => To.Size > CachedFloats && To.Groups * To.Blocks * To.Shape[2] * To.Shape[3] >= ManyTasks && From.Outputs % From.Block == 0;

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
            Affine write = (at[0] * To.GroupStride) + (at[1] * To.BlockStride) + (at[2] * To.RowStride) + (at[3] * To.ColumnStride);
            if (rest == 0) Part(k, w, at, wt, write, To.Block);
            else k.Branch(at[1], full, () => Part(k, w, at, wt, write, To.Block), () => Part(k, w, at, wt, write, rest));
        });
        lowering.Add(step, "transpose_filters", $"Filters {From.Shape} with inputs and outputs exchanged.", PartCost);
        return result;
    }

    /// <summary>Memory for the part of one task.</summary>
    public Buffer PartMemory(Lowering lowering) => lowering.MemberScratch("transposed", PartFloats);

    /// <summary>Where part (group, block of channels, row, column) begins before the exchange.</summary>
    public Affine Source(Seq<Affine> part) =>
        (part[0] * From.GroupStride) + (part[1] * (To.Block * From.ChannelStride)) + (part[2] * From.RowStride) + (part[3] * From.ColumnStride);

    /// <summary>Where the part of the task after this begins.</summary>
    public Affine NextSource(Seq<Affine> part) => Source(part) + (To.Shape[2] * To.Shape[3] == 1 ? To.Block * From.ChannelStride : From.ColumnStride);

    /// <summary>Floats of a part that stand together before the exchange: those of one block of outputs.</summary>
    public int SquareFloats => To.Block * From.Block;

    /// <summary>The sum over outputs in a part; a quarter of the next part is read ahead.</summary>
    public Seq<Sum> Sums =>
    [
        new Sum(From.Blocks, From.Block, From.Block * To.ChannelStride, From.BlockStride),
        new Sum(From.Block, 1, To.ChannelStride, To.Block / 4),
    ];

    /// <summary>Exchanges one part of that many channels: from rows of outputs to rows of channels.</summary>
    public void Part(KernelWriter k, int from, Seq<Affine> part, int to, Affine target, int channels)
    {
        Affine source = Source(part);
        int wholeBlocks = From.Outputs / From.Block, rest = From.Outputs % From.Block;
        if (wholeBlocks > 0) k.Loop("ob", wholeBlocks, ob => Outputs(From.Block, source + (ob * From.BlockStride), target + (ob * (From.Block * To.ChannelStride))));
        if (rest > 0) Outputs(rest, source + (wholeBlocks * From.BlockStride), target + (wholeBlocks * From.Block * To.ChannelStride));

        void Outputs(int count, Affine read, Affine write)
        {
            int channel = 0;
            // Filters are padded to whole vectors of outputs, so that four of them can be read where fewer are meant.
            foreach (int width in this.target.Widths.Where(lanes => lanes is >= 4 && lanes <= To.Lanes && From.Lanes >= 4))
            {
                int vectors = (channels - channel) / width, first = channel;
                k.Loop("c", vectors, c => k.Loop("o", count / 4, o => Square(width, 4, (c * width) + first, o * 4)));
                if (count % 4 > 0) k.Loop("c", vectors, c => Square(width, count % 4, (c * width) + first, count / 4 * 4));
                channel += vectors * width;
            }
            if (channel < channels)
                k.Loop("o", count, o => k.Loop("c", channels - channel, c =>
                    k.Store(to, write + (o * To.ChannelStride) + c + channel, Expr.Leaf(new Load(from, read + o + ((c + channel) * From.ChannelStride), 1, 1)), 1, 1)));

            void Square(int lanes, int outputs, Affine c, Affine o) => k.Scope("", () =>
            {
                // Row i is four outputs of channel i, of channel 4 + i, and so on: what is left is to transpose 4 × 4 in each four lanes.
                Affine at = read + (c * From.ChannelStride) + o;
                Expr[] rows = Enumerable.Range(0, 4).Select(i => Keep(Expr.Leaf(new Load(from, at + (i * From.ChannelStride), lanes, lanes, 4 * From.ChannelStride)))).ToArray();
                Expr low = Keep(Expr.InterleaveLow(rows[0], rows[1], 1)), low2 = Keep(Expr.InterleaveLow(rows[2], rows[3], 1));
                Expr high = Keep(Expr.InterleaveHigh(rows[0], rows[1], 1)), high2 = Keep(Expr.InterleaveHigh(rows[2], rows[3], 1));
                Expr[] columns = [Expr.InterleaveLow(low, low2, 2), Expr.InterleaveHigh(low, low2, 2), Expr.InterleaveLow(high, high2, 2), Expr.InterleaveHigh(high, high2, 2)];
                for (int i = 0; i < outputs; i++) k.Store(to, write + ((o + i) * To.ChannelStride) + c, columns[i], lanes, lanes);

                Expr Keep(Expr value) => Expr.Leaf(k.Let("t", lanes, value));
            });
        }
    }
}
