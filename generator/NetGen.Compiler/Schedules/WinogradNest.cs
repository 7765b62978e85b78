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
/// A convolution by <see cref="Winograd"/>. A task takes a few rows of tiles, of several examples where these are small: their elements are transformed into 36 matrices, each is
/// multiplied with that of the filters, and the products become results, with the epilogue on them. What is between stays in memory of the team's member.
/// </summary>
sealed class WinogradNest
{
    /// <summary>About how many tiles are multiplied together: more use the filters more often, which come from behind the second-level cache, fewer stay in it
    /// themselves.</summary>
    const int Together = 24;

    /// <summary>Fewest outputs for which an image is transformed.</summary>
    const int OutputsOfTask = 128;

    readonly FilterLayout f;
    readonly int height, width, tileRows, tileColumns;
    readonly int blockRows, examples, tiles, lanes, outputGroups;

    public WinogradNest(Target target, FilterLayout filters, Shape result)
    {
        f = filters;
        (height, width) = (result[1], result[2]);
        (tileRows, tileColumns) = ((height + Winograd.Results - 1) / Winograd.Results, (width + Winograd.Results - 1) / Winograd.Results);
        blockRows = Enumerable.Range(1, tileRows).Where(rows => tileRows % rows == 0).OrderBy(rows => Math.Abs(Math.Log((double)rows * tileColumns / Together))).First();
        examples = Math.Max(1, Together / (blockRows * tileColumns));
        tiles = examples * blockRows * tileColumns;
        // An image that is one block, with many outputs, is two tasks: to transform it twice costs a few percent, and two threads find work.
        outputGroups = tileRows == blockRows && f.Blocks % 2 == 0 && f.Outputs % f.Block == 0 && f.Outputs >= 2 * OutputsOfTask ? 2 : 1;
        lanes = target.Widths.First(width => f.Channels % width == 0);
    }

    public Place Image { get; init; } = null!;
    public int ImageOffset { get; init; }
    public Buffer Filters { get; init; } = null!;
    public Seq<Expr> Epilogue { get; init; }
    public Seq<(Place Place, Shape Shape)> EpilogueInputs { get; init; }
    public Seq<(Place Place, Shape Shape)> Results { get; init; }

    int Blocks => tileRows / blockRows;

    public void Lower(Lowering lowering, string label, string summary)
    {
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Layout layout = Image.Layout;
        int product = tiles * f.Block; // floats of one of the 36
        int x = step.Use("x", Image, layout.Offset + ImageOffset);
        int w = step.Use("w", Filters);
        int u = step.Use("u", lowering.MemberScratch("elements", Winograd.Products * tiles * f.Channels));
        int m = step.Use("m", lowering.MemberScratch("products", Winograd.Products * product));
        Tensor[] inputs = EpilogueInputs.Select((e, i) => step.Use("e" + i, e.Place, e.Shape)).ToArray();
        Tensor[] results = Results.Select(r => step.Use("y", r.Place, r.Shape)).ToArray();
        bool parks = height % Winograd.Results != 0 || width % Winograd.Results != 0 || ConvolutionNest.IsLong(Epilogue);
        int most = Contraction.MaximumRows(lowering.Target, f.Vectors);

        k.Parallel([("nb", new Extent(1, true, examples)), ("rb", Blocks), ("og", outputGroups)], at =>
        {
            Elements(at[0], at[1]);
            int blocks = f.Blocks / outputGroups;
            k.Loop("ob", blocks, block =>
            {
                Affine ob = (at[2] * blocks) + block;
                Contraction.ForBlock(k, f, ob, (vectors, valid) => Outputs(ob, vectors, valid));
            });

            void Outputs(Affine ob, int vectors, int valid)
            {
                Products(ob, vectors);
                var finish = new Finish(at[0], at[1], ob, valid);
                if (!parks) Transform(finish, vectors);
                else
                {
                    Park(vectors);
                    if (height % Winograd.Results == 0) TakeParked(finish, blockRows * Winograd.Results);
                    else
                    {
                        k.Branch(at[1], Blocks - 1,
                            () => TakeParked(finish, blockRows * Winograd.Results),
                            () => TakeParked(finish, height - ((Blocks - 1) * blockRows * Winograd.Results)));
                    }
                }
            }
        });
        double products = (double)Winograd.Products * f.Channels * f.Blocks * f.Block;
        double transforms = Winograd.Products * (((double)Winograd.ElementCost * f.Channels) + (Winograd.ProductCost * f.Outputs));
        lowering.Add(step, label, summary, TaskCost.PerExample((double)tiles / (examples * outputGroups) * TaskCost.MultiplyAdds(products + transforms, f.Lanes), examples));

        // The examples of a group, of which the last may have fewer: what stands in the place of the others is multiplied, but nobody looks at it.
        void Examples(Affine group, Action<Affine, Affine> body)
        {
            if (examples == 1) body(group, 0);
            else k.GroupTiles("i", Extent.Examples, group, examples, [1], (i, _) => body((group * examples) + i, i));
        }

        Affine Tile(Affine e, Affine r, Affine c) => (e * (blockRows * tileColumns)) + (r * tileColumns) + c;

        void Elements(Affine group, Affine block) =>
            Examples(group, (example, e) => k.Loop("tr", blockRows, r => k.Loop("tc", tileColumns, c => k.Loop("v", f.Channels / lanes, v => k.Scope("", () =>
            {
                Affine read = (example * Image.BatchStride) + (((block * blockRows) + r) * (Winograd.Results * layout.Strides[1]))
                    + (c * (Winograd.Results * layout.Strides[2])) + (v * lanes);
                Seq<Expr> elements = (from i in Enumerable.Range(0, Winograd.Elements) from j in Enumerable.Range(0, Winograd.Elements)
                    select Expr.Leaf(new Load(x, read + ((i * layout.Strides[1]) + (j * layout.Strides[2])), lanes, lanes))).ToSeq();
                Affine write = (Tile(e, r, c) * f.Channels) + (v * lanes);
                int product = 0;
                foreach (Expr value in Winograd.Rows(k, lanes, Winograd.Image, elements, Winograd.Elements).SelectMany(row => row))
                    k.Store(u, write + (product++ * tiles * f.Channels), value, lanes, lanes);
            })))));

        void Products(Affine ob, int vectors) => k.Loop("p", Winograd.Products, p => k.Tiles("t", tiles, Contraction.Balanced(tiles, most), (t, rows) => k.Scope("", () =>
        {
            Affine filter = (ob * f.BlockStride) + (p * f.ColumnStride);
            Seq<Sum> sums = [new Sum(f.Channels, 1, f.ChannelStride)];
            // Filters that are in no cache: the next matrix comes while this one is multiplied, a part with each of its tiles.
            bool ahead = lowering.Target.Prefetch is not null && f.Size > ConvolutionNest.CachedFloats;
            int part = f.ColumnStride / tiles;
            Local[,] sum = Contraction.Tile(
                k, f.Lanes, Row.Apart(u, rows, f.Channels), Enumerable.Range(0, vectors).Select(j => j * f.Lanes).ToSeq(),
                (p * (tiles * f.Channels)) + (t * f.Channels), w, filter, ahead ? Contraction.Ahead(sums, rows * part) : sums,
                ahead ? [new ReadAhead(w, filter + f.ColumnStride + (t * part))] : []);
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < vectors; j++) k.Store(m, (p * product) + ((t + i) * f.Block) + (j * f.Lanes), Expr.Leaf(sum[i, j]), f.Lanes, f.Lanes);
        })));

        // Whole tiles and a short epilogue: results are stored as they are computed.
        void Transform(Finish finish, int vectors) =>
            Examples(finish.Group, (example, e) => k.Loop("tr", blockRows, r => k.Loop("tc", tileColumns, c => Vectors(vectors, finish.Valid, (v, used) =>
            {
                int result = 0;
                foreach (Expr value in Made((Tile(e, r, c) * f.Block) + (v * f.Lanes)))
                {
                    Store(finish, example, r, c, result / Winograd.Results, result % Winograd.Results, v, used, value);
                    result++;
                }
            }))));

        // Else they wait in the place of the products, and are taken from there one by one: a tile may reach beyond the image, and what is long would stand here once for each of
        // them.
        void Park(int vectors) => k.Loop("t", tiles, t => k.Loop("v", vectors, v => k.Scope("", () =>
        {
            Affine at = (t * f.Block) + (v * f.Lanes);
            int result = 0;
            foreach (Expr value in Made(at)) k.Store(m, at + (result++ * product), value, f.Lanes, f.Lanes);
        })));

        void TakeParked(Finish finish, int rows) =>
            Examples(finish.Group, (example, e) => Sides("tr", rows, (r, height) => k.Loop("dy", height, dy =>
                Sides("tc", width, (c, width) => k.Loop("dx", width, dx => Vectors(f.Vectors, finish.Valid, (v, used) =>
                {
                    Affine at = (Tile(e, r, c) * f.Block) + (v * f.Lanes) + (((dy * Winograd.Results) + dx) * product);
                    Store(finish, example, r, c, dy, dx, v, used, Expr.Leaf(k.Let("parked", f.Lanes, Expr.Leaf(new Load(m, at, f.Lanes, f.Lanes)))));
                }))))));

        IEnumerable<Expr> Made(Affine at) => Winograd.Rows(k, f.Lanes, Winograd.Result,
            Enumerable.Range(0, Winograd.Products).Select(p => Expr.Leaf(new Load(m, at + (p * product), f.Lanes, f.Lanes))).ToSeq(), Winograd.Elements).SelectMany(row => row);

        void Store(Finish finish, Affine example, Affine r, Affine c, Affine dy, Affine dx, Affine v, int used, Expr value) =>
            EpilogueStore.Run(k, Epilogue, value, inputs, results, example,
                [(finish.OutputBlock * f.Block) + (v * f.Lanes), (((finish.Block * blockRows) + r) * Winograd.Results) + dy, (c * Winograd.Results) + dx], f.Lanes, used);

        // The vectors of a block of outputs, whole ones and what is left, each with the number of its outputs.
        void Vectors(int vectors, int valid, Action<Affine, int> body)
        {
            int whole = Math.Min(vectors, valid / f.Lanes), rest = valid - (whole * f.Lanes);
            k.Loop("v", whole, v => k.Scope("", () => body(v, f.Lanes)));
            if (rest > 0) k.Scope("", () => body(whole, rest));
        }

        // Tiles along a side: whole ones, and what is left.
        void Sides(string name, int count, Action<Affine, int> body)
        {
            k.Loop(name, count / Winograd.Results, t => body(t, Winograd.Results));
            if (count % Winograd.Results > 0) body(count / Winograd.Results, count % Winograd.Results);
        }
    }

    /// <summary>Which results are computed: of which group of examples, rows of tiles and outputs, and how many of these there are.</summary>
    readonly record struct Finish(Affine Group, Affine Block, Affine OutputBlock, int Valid);
}
