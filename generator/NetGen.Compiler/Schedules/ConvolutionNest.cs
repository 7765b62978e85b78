using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Schedules;

/// <summary>Positions of a result along rows or columns: how many, where they stand in the result, and how the operands move from one to the next.</summary>
readonly record struct Line(int Count, int Start, int Step, int Broadcast, int Vector);

/// <summary>
/// A convolution in general: for every position and block of output channels the sum over taps and channels of an image element against a vector of filter elements. Forward
/// convolution, and each phase of its data gradient. The channel vectors and the epilogue go straight to the result.
/// </summary>
sealed class ConvolutionNest
{
    public Place Image { get; init; } = null!;
    public int ImageOffset { get; init; }

    /// <summary>Channels of one group, contiguous in the image.</summary>
    public int Channels { get; init; }

    public Buffer Filters { get; init; } = null!;
    public FilterLayout FilterLayout { get; init; } = null!;
    public int FilterOffset { get; init; }

    public Line Rows { get; init; }
    public Line Columns { get; init; }
    public Seq<Sum> Taps { get; init; }

    public Seq<Expr> Epilogue { get; init; }
    public Seq<(Place Place, Shape Shape)> EpilogueInputs { get; init; }
    public Seq<(Place Place, Shape Shape)> Results { get; init; }
    public bool Batched { get; init; }

    /// <summary>Rows of examples that one task works on.</summary>
    const int ExampleGroup = 32;

    /// <summary>Floats above which an image and the result leave little of a second-level cache to the next.</summary>
    public const int CachedImageFloats = 1 << 14;

    /// <summary>Most rows of the tile where these are examples.</summary>
    const int ExampleRows = 8;

    /// <summary>Floats above which filters do not stay in the second-level cache from step to step, and those of one block that can be read ahead into it.</summary>
    public const int CachedFloats = 1 << 17;

    const int AheadFloats = 1 << 16;

    /// <summary>Registers that hold a tile and the constants of an epilogue.</summary>
    const int ManyRegisters = 32;

    /// <summary>Operations above which an epilogue is long.</summary>
    const int LongEpilogue = 8;

    /// <summary>Whether the epilogue is not to be repeated for each of many accumulators.</summary>
    public static bool IsLong(Seq<Expr> epilogue) => Expr.Nodes(epilogue.Select(e => e.Expand())).Count(e => e.Operands.Count > 0) > LongEpilogue;

    public void Lower(Lowering lowering, string label, string summary)
    {
        if (FilterLayout.IsDepthwise)
        {
            DepthwiseNest.Lower(lowering, this, label, summary);
            return;
        }
        // With one position an example, or filters that differ from position to position, the examples are the rows of the tile.
        bool examples = Batched && ((Rows.Count == 1 && Columns.Count == 1) || Rows.Vector != 0);
        if (examples && IsLong(Epilogue) && lowering.Target.Registers < ManyRegisters && !lowering.StraightLine)
        {
            InTwoSteps(lowering, label, summary);
            return;
        }
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        int x = step.Use("x", Image, Image.Layout.Offset + ImageOffset);
        int w = step.Use("w", Filters, FilterOffset);
        Tensor[] inputs = EpilogueInputs.Select((e, i) => step.Use("e" + i, e.Place, e.Shape)).ToArray();
        Tensor[] results = Results.Select(r => step.Use("y", r.Place, r.Shape)).ToArray();

        FilterLayout f = FilterLayout;
        Seq<Sum> sums = Contraction.Merge([.. Taps, new Sum(Channels, 1, f.ChannelStride)]);
        // The caller's memory holds no more lanes than there are results: sums cannot wait there.
        bool heavy = IsLong(Epilogue) && !Results[0].Place.Buffer.IsExternal && !lowering.IsExact;
        int most = Contraction.MaximumRows(lowering.Target, f.Vectors);
        int part = Taps.Aggregate(1, (p, t) => p * Math.Max(1, t.Extent.Count)) * Channels * f.Block;
        long work = part;

        if (examples)
        {
            Examples();
            return;
        }

        bool wide = Columns.Count * 2 > most || Rows.Count == 1;
        int tileRows = wide ? 1 : Contraction.Balanced(Rows.Count, Math.Max(1, most / Columns.Count));
        int tileColumns = wide ? Contraction.Balanced(Columns.Count, most) : Columns.Count;
        // Rows are tasks of their own where one image is work enough for that.
        bool splitRows = work * Rows.Count * Columns.Count > 1_000_000;
        int lastTap = Taps.Count > 0 ? Math.Max(0, (Taps[0].Extent.Count - 1) * Taps[0].Broadcast) : 0;
        int rowTiles = (Rows.Count + tileRows - 1) / tileRows;
        bool parallelRows = splitRows && Rows.Count % tileRows == 0;
        k.Parallel([("i", Batched ? Extent.Examples : 1), ("g", f.Groups), ("ob", f.Blocks), ("rt", parallelRows ? rowTiles : 1)], at =>
            Contraction.ForBlock(k, f, at[2], (vectors, valid) =>
            {
                if (parallelRows) RowTile(at, at[3] * tileRows, tileRows, vectors, valid);
                else k.Tiles("row", Rows.Count, tileRows, (row, count) => RowTile(at, row, count, vectors, valid));
            }));
        lowering.Add(step, label, summary, TaskCost.MultiplyAdds((double)work * Columns.Count * (parallelRows ? tileRows : Rows.Count), f.Lanes));

        void Examples()
        {
            Extent groups = new(1, true, ExampleGroup);
            Seq<int> sizes = Contraction.FallingSizes(Math.Min(ExampleRows, most));
            k.Parallel([("g", f.Groups), ("ob", f.Blocks), ("row", Rows.Count), ("col", Columns.Count), ("nb", groups)], at => Contraction.ForBlock(k, f, at[1], (vectors, valid) =>
            {
                Affine filter = FilterAt(at[0], at[1], at[2], at[3]);
                k.GroupTiles("r", Extent.Examples, at[4], ExampleGroup, sizes, (r, count) =>
                {
                    // What the next task reads comes while this one computes, a quarter with each full tile; where there are few examples, filters are read as fast as memory gives
                    // them anyway.
                    bool ahead = lowering.Target.Prefetch is not null && count == sizes[0] && f.Size > CachedFloats && part <= AheadFloats;
                    Tile(at[0], at[1], (at[4] * ExampleGroup) + r, at[2], at[3], vectors, valid, filter, ahead ? Contraction.Ahead(sums, part / 4) : sums,
                        ahead ? [new ReadAhead(w, filter + part + (r * (part / ExampleGroup)))] : [], (count, 1, 1));
                });
            }));
            TaskCost cost = TaskCost.PerExample(TaskCost.MultiplyAdds(work, f.Lanes), ExampleGroup);
            lowering.Add(step, label, summary, cost with { Once = TaskCost.Reads(part, f.Size <= CachedFloats) });
        }

        void RowTile(Seq<Affine> at, Affine row, int rowCount, int vectors, int valid) =>
            k.Tiles("col", Columns.Count, tileColumns, (column, columnCount) => 
            {
                // The image row below is the one that the tiles of the next row read first.
                bool ahead = lowering.Target.Prefetch is not null && rowCount == 1 && Image.Layout.Size > CachedImageFloats;
                Affine below = ImageAt(at[0], at[1], row + 1, column) + lastTap;
                Tile(at[1], at[2], at[0], row, column, vectors, valid, FilterAt(at[1], at[2], row, column), ahead ? Contraction.Ahead(sums, columnCount * Columns.Broadcast) : sums,
                    ahead ? [new ReadAhead(x, below)] : [], (1, rowCount, columnCount));
            });

        Affine ImageAt(Affine example, Affine group, Affine row, Affine column) =>
            (example * Image.BatchStride) + (group * Channels) + (row * Rows.Broadcast) + (column * Columns.Broadcast);

        Affine FilterAt(Affine group, Affine block, Affine row, Affine column) =>
            (group * f.GroupStride) + (block * f.BlockStride) + (row * Rows.Vector) + (column * Columns.Vector);

        void Tile(
            Affine group, Affine block, Affine example, Affine row, Affine column, int vectors, int valid, Affine filter,
            Seq<Sum> sums, Seq<ReadAhead> ahead, (int Examples, int Rows, int Columns) size) => k.Scope("", () =>
        {
            Affine image = ImageAt(example, group, row, column);
            var positions = (from n in Enumerable.Range(0, size.Examples) from dy in Enumerable.Range(0, size.Rows) from dx in Enumerable.Range(0, size.Columns)
                select (n, dy, dx)).ToArray();
            Seq<Row> rows = positions.Select(p => new Row(x, (p.n * Image.BatchStride) + (p.dy * Rows.Broadcast) + (p.dx * Columns.Broadcast))).ToSeq();
            Seq<int> columns = Enumerable.Range(0, vectors).Select(j => j * f.Lanes).ToSeq();
            Local[,] sum = Contraction.Tile(k, f.Lanes, rows, columns, image, w, filter, sums, ahead);
            if (!heavy || positions.Length == 1)
            {
                for (int i = 0; i < positions.Length; i++)
                    for (int j = 0; j < vectors; j++) Finish(positions[i].n, positions[i].dy, positions[i].dx, j, _ => Expr.Leaf(sum[i, j]), Epilogue);
                return;
            }
            // The sum is read before its place takes the first result.
            // A long epilogue would stand here once for each accumulator: the sums are stored and finished in a short loop, while they are in the first cache.
            for (int i = 0; i < positions.Length; i++)
                for (int j = 0; j < vectors; j++) Finish(positions[i].n, positions[i].dy, positions[i].dx, j, _ => Expr.Leaf(sum[i, j]), [Expr.Argument(0)]);
            k.Loop("p", size.Examples, n => k.Loop("p", size.Rows, dy => k.Loop("p", size.Columns, dx => k.Scope("", () =>
            {
                for (int j = 0; j < vectors; j++) Finish(n, dy, dx, j, Parked, Epilogue);
            }))));

            Expr Parked(Affine at) => Expr.Leaf(k.Let("parked", f.Lanes, Expr.Leaf(new Load(results[0].Parameter, at, f.Lanes, f.Lanes))));

            void Finish(Affine n, Affine dy, Affine dx, int j, Func<Affine, Expr> result, Seq<Expr> epilogue)
            {
                int count = Math.Min(f.Lanes, valid - (j * f.Lanes));
                Seq<Affine> position =
                [
                    (group * f.Outputs) + (block * f.Block) + (j * f.Lanes),
                    ((row + dy) * Rows.Step) + Rows.Start,
                    ((column + dx) * Columns.Step) + Columns.Start,
                ];
                n = example + n;
                Seq<Expr> values = k.Compute(epilogue, f.Lanes, a => a == 0
                    ? result(results[0].At(n, position))
                    : inputs[a - 1].Read(inputs[a - 1].At(n, position), inputs[a - 1].Stride(0), f.Lanes, count),
                    axis => axis == Position.BatchAxis ? new Position(n, 0) : new Position(position[axis], axis == 0 ? 1 : 0));
                for (int r = 0; r < values.Count; r++) k.Store(results[r].Parameter, results[r].At(n, position), values[r], f.Lanes, count);
            }
        });
    }

    /// <summary>
    /// The sums, and then the epilogue in their place. In one kernel the JIT would keep the constants of tanh and its like in registers through all of it, and with few of these spill
    /// the sums of the tile.
    /// </summary>
    void InTwoSteps(Lowering lowering, string label, string summary)
    {
        // What is stored first must not be where another expression still reads the sum.
        int sums = Enumerable.Range(0, Epilogue.Count).Last(r => Expr.Nodes([Epilogue[r]]).Any(e => e is { Op: Op.Argument, Index: 0 }));
        Shape shape = Results[sums].Shape;
        new ConvolutionNest
        {
            Image = Image, ImageOffset = ImageOffset, Channels = Channels, Filters = Filters, FilterLayout = FilterLayout, FilterOffset = FilterOffset, Rows = Rows, Columns = Columns,
            Taps = Taps, Epilogue = [Expr.Argument(0)], EpilogueInputs = [], Results = [Results[sums]], Batched = true,
        }.Lower(lowering, label, summary);
        var step = new StepWriter();
        Seq<Tensor> inputs = Results.Skip(sums).Take(1).Concat(EpilogueInputs).Select(e => step.Use("x", e.Place, e.Shape)).ToSeq();
        Seq<Tensor> outputs = Results.Select(r => step.Use("y", r.Place, r.Shape)).ToSeq();
        Elementwise.Run(lowering, step, "map", $"Element-wise over {shape}: {string.Join("; ", Epilogue)}.", shape, batched: true, Epilogue, inputs, outputs);
    }

    /// <summary>Epilogue operands of a node whose own inputs are the first <paramref name="own"/>.</summary>
    public static Seq<(Place, Shape)> Places(Lowering lowering, IEnumerable<Value> values) => values.Select(v => (lowering.Place(v), v.Shape)).ToSeq();
}
