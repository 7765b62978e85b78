using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// A convolution by <see cref="Winograd"/>. A task takes a few rows of tiles, of several examples where these are small: their elements are transformed into 36 matrices, each is multiplied with that of the
/// filters, and the products become results, with the epilogue on them. What is between stays in memory of the team's member, of a size that a cache holds.
/// </summary>
sealed class WinogradNest
{
    /// <summary>About how many tiles are multiplied together: more use the filters more often, which come from behind the second-level cache, fewer stay in it themselves.</summary>
    const int Together = 24;

    readonly FilterLayout f;
    readonly int height, width, tileRows, tileColumns;
    readonly int blockRows, examples, lanes;

    public WinogradNest(Target target, FilterLayout filters, Shape result)
    {
        f = filters;
        (height, width) = (result[1], result[2]);
        (tileRows, tileColumns) = ((height + Winograd.Results - 1) / Winograd.Results, (width + Winograd.Results - 1) / Winograd.Results);
        blockRows = Enumerable.Range(1, tileRows).Where(rows => tileRows % rows == 0).OrderBy(rows => Math.Abs(Math.Log((double)rows * tileColumns / Together))).First();
        examples = Math.Max(1, Together / (blockRows * tileColumns));
        lanes = target.Widths.First(width => f.Channels % width == 0);
    }

    public Place Image { get; init; } = null!;
    public int ImageOffset { get; init; }
    public Buffer Filters { get; init; } = null!;
    public Seq<Expr> Epilogue { get; init; }
    public Seq<(Place Place, Shape Shape)> EpilogueInputs { get; init; }
    public Seq<(Place Place, Shape Shape)> Results { get; init; }

    int Blocks => tileRows / blockRows;

    int Tiles(int count) => count * blockRows * tileColumns;

    public void Lower(Lowering lowering, string label, string summary)
    {
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Layout layout = Image.Layout;
        int x = step.Use("x", Image, layout.Offset + ImageOffset);
        int w = step.Use("w", Filters);
        int u = step.Use("u", lowering.MemberScratch("elements", Winograd.Products * Tiles(examples) * f.Channels));
        int m = step.Use("m", lowering.MemberScratch("products", Winograd.Products * Tiles(examples) * f.Block));
        Tensor[] inputs = EpilogueInputs.Select((e, i) => step.Use("e" + i, e.Place, e.Shape)).ToArray();
        Tensor[] results = Results.Select(r => step.Use("y", r.Place, r.Shape)).ToArray();
        bool parks = height % Winograd.Results != 0 || width % Winograd.Results != 0 || ConvolutionNest.IsLong(Epilogue);
        int most = Contraction.MaximumRows(lowering.Target, f.Vectors);

        k.Parallel([("nb", new Extent(1, true, examples)), ("rb", Blocks)], at =>
        {
            if (examples == 1) Block(at[0], at[1], 1);
            else k.RowTiles("i", 1, at[0], examples, [examples, 1], (i, count) => Block((at[0] * examples) + i, at[1], count));
        });
        double products = (double)Winograd.Products * f.Channels * f.Blocks * f.Block, transforms = Winograd.Products * ((7.0 * f.Channels) + (5.0 * f.Outputs));
        lowering.Add(step, label, summary, TaskCost.PerExample(Tiles(1) * TaskCost.MultiplyAdds(products + transforms, f.Lanes), examples));

        void Block(Affine example, Affine block, int count)
        {
            Elements(example, block, count);
            int whole = f.Outputs / f.Block, rest = f.Outputs % f.Block;
            k.Loop("ob", f.Blocks, ob =>
            {
                if (rest == 0) Outputs(ob, f.Vectors, f.Block);
                else k.Branch(ob, whole, () => Outputs(ob, f.Vectors, f.Block), () => Outputs(ob, (rest + f.Lanes - 1) / f.Lanes, rest));
            });

            void Outputs(Affine ob, int vectors, int valid)
            {
                Products(ob, count, vectors);
                if (height % Winograd.Results == 0) Finish(blockRows * Winograd.Results);
                else k.Branch(block, Blocks - 1, () => Finish(blockRows * Winograd.Results), () => Finish(height - ((Blocks - 1) * blockRows * Winograd.Results)));

                void Finish(int rows) => FinishBlock(example, block, count, rows, ob, vectors, valid);
            }
        }

        // Where the matrices of a block are: product, tile, channel.
        Affine Tile(Affine e, Affine r, Affine c) => (e * (blockRows * tileColumns)) + (r * tileColumns) + c;

        void Elements(Affine example, Affine block, int count) =>
            k.Loop("ex", count, e => k.Loop("tr", blockRows, r => k.Loop("tc", tileColumns, c => k.Loop("v", f.Channels / lanes, v => k.Scope("", () =>
            {
                Affine read = ((example + e) * Image.BatchStride) + (block * (blockRows * Winograd.Results * layout.Strides[1])) + (r * (Winograd.Results * layout.Strides[1]))
                    + (c * (Winograd.Results * layout.Strides[2])) + (v * lanes);
                Seq<Expr> elements = (from i in Enumerable.Range(0, Winograd.Elements) from j in Enumerable.Range(0, Winograd.Elements)
                    select Expr.Leaf(new Load(x, read + ((i * layout.Strides[1]) + (j * layout.Strides[2])), lanes, lanes))).ToSeq();
                Affine write = (Tile(e, r, c) * f.Channels) + (v * lanes);
                int product = 0;
                foreach (Seq<Expr> row in Winograd.Rows(k, lanes, Winograd.Image, elements, Winograd.Elements))
                    foreach (Expr value in row) k.Store(u, write + (product++ * Tiles(count) * f.Channels), value, lanes, lanes);
            })))));

        void Products(Affine ob, int count, int vectors) => k.Loop("p", Winograd.Products, p => k.Tiles("t", Tiles(count), Contraction.Balanced(Tiles(count), most), (t, rows) => k.Scope("", () =>
        {
            Affine filter = (ob * f.BlockStride) + (p * f.ColumnStride);
            Seq<Sum> sums = [new Sum(f.Channels, 1, f.ChannelStride)];
            // Filters that are in no cache: the next matrix comes while this one is multiplied, a part with each of its tiles.
            bool ahead = lowering.Target.Prefetch is not null && f.Size > ConvolutionNest.CachedFloats;
            int part = f.ColumnStride / Tiles(count);
            Local[,] sum = Contraction.Tile(k, f.Lanes, Enumerable.Range(0, rows).Select(i => i * f.Channels).ToSeq(), Enumerable.Range(0, vectors).Select(j => j * f.Lanes).ToSeq(),
                u, (p * (Tiles(count) * f.Channels)) + (t * f.Channels), w, filter, ahead ? Contraction.Ahead(sums, rows * part) : sums,
                ahead ? [new ReadAhead(w, filter + f.ColumnStride + (t * part))] : []);
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < vectors; j++) k.Store(m, (p * (Tiles(count) * f.Block)) + ((t + i) * f.Block) + (j * f.Lanes), Expr.Leaf(sum[i, j]), f.Lanes, f.Lanes);
        })));

        // Tiles are whole, and what is computed of them is stored at once; or what a tile has beyond the image is left out, and what is long would stand here once for each result: then all wait in the place of the
        // products, and are taken from there one by one.
        void FinishBlock(Affine example, Affine block, int count, int rows, Affine ob, int vectors, int valid)
        {
            int product = Tiles(count) * f.Block;
            k.Loop("ex", count, e => k.Loop("tr", blockRows, r => k.Loop("tc", tileColumns, c =>
            {
                for (int j = 0; j < vectors; j++) k.Scope("", () => Transform(j));

                void Transform(int j)
                {
                    Affine at = (Tile(e, r, c) * f.Block) + (j * f.Lanes);
                    Seq<Expr> products = Enumerable.Range(0, Winograd.Products).Select(p => Expr.Leaf(new Load(m, at + (p * product), f.Lanes, f.Lanes))).ToSeq();
                    int result = 0;
                    foreach (Expr value in Winograd.Rows(k, f.Lanes, Winograd.Result, products, Winograd.Elements).SelectMany(row => row))
                    {
                        if (parks) k.Store(m, at + (result * product), value, f.Lanes, f.Lanes);
                        else Store(e, r, c, result / Winograd.Results, result % Winograd.Results, j, value);
                        result++;
                    }
                }
            })));
            if (!parks) return;
            k.Loop("ex", count, e => Sides("tr", rows, (r, height) => k.Loop("dy", height, dy => Sides("tc", width, (c, width) => k.Loop("dx", width, dx =>
            {
                for (int j = 0; j < vectors; j++)
                {
                    Affine at = (Tile(e, r, c) * f.Block) + (j * f.Lanes) + (((dy * Winograd.Results) + dx) * product);
                    k.Scope("", () => Store(e, r, c, dy, dx, j, Expr.Leaf(k.Let("parked", f.Lanes, Expr.Leaf(new Load(m, at, f.Lanes, f.Lanes))))));
                }
            })))));

            void Store(Affine e, Affine r, Affine c, Affine dy, Affine dx, int j, Expr value) => EpilogueStore.Run(k, Epilogue, value, inputs, results, example + e,
                [(ob * f.Block) + (j * f.Lanes), (((block * blockRows) + r) * Winograd.Results) + dy, (c * Winograd.Results) + dx], f.Lanes, Math.Min(f.Lanes, valid - (j * f.Lanes)));
        }

        // Tiles along a side: whole ones, and what is left.
        void Sides(string name, int count, Action<Affine, int> body)
        {
            k.Loop(name, count / Winograd.Results, t => body(t, Winograd.Results));
            if (count % Winograd.Results > 0) body(count / Winograd.Results, count % Winograd.Results);
        }
    }
}
