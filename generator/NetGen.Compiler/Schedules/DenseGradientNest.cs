using System;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;
using NetGen.Compiler.Targets;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Data gradient of a large dense layer, or of other filters as large as their image. The examples are the vector axis, so that filters are read as they stand: it is the output
/// gradients of a group of examples that are exchanged, and the sums, which are far fewer than a large layer's filters. For examples that fill no vector the outputs are the
/// vector axis, and each sum is a scalar product. A task takes some inputs of one position and all examples, group by group.
/// </summary>
sealed class DenseGradientNest
{
    /// <summary>Examples that are multiplied together: filters come from memory once for so many.</summary>
    const int Group = 64;

    /// <summary>Inputs of a task, whose sums stay in the first-level cache: a multiple of all vectors.</summary>
    const int Inputs = 48;

    /// <summary>Fewest outputs over which the sums are long enough that to exchange them costs little.</summary>
    const int FewestOutputs = 128;

    public Place Gradient { get; init; } = null!;
    public Buffer Filters { get; init; } = null!;
    public FilterLayout FilterLayout { get; init; } = null!;
    public Seq<Expr> Epilogue { get; init; }
    public Seq<(Place Place, Shape Shape)> EpilogueInputs { get; init; }
    public Seq<(Place Place, Shape Shape)> Results { get; init; }

    /// <summary>Whether this is faster than to exchange the filters. Small ones are exchanged once and stay in the cache.</summary>
    public static bool Suits(FilterLayout filters) => filters.Size > ConvolutionNest.CachedFloats && filters.Outputs >= FewestOutputs;

    public void Lower(Lowering lowering, string label, string summary)
    {
        Target target = lowering.Target;
        FilterLayout f = FilterLayout;
        // With those that pad the last block: their filters are zero, and so must be their gradients.
        // A line keeps the examples apart, which would else stand at the same place of their pages.
        int outputs = f.Blocks * f.Block, apart = outputs + Layout.LineFloats, groupFloats = apart * Group;
        // Outputs that are summed together: all inputs of a task read the gradients of a tile's examples, so few that these stay in a near cache. Tiles of few rows need the first.
        int partOutputs = target.Registers >= 32 ? 512 : 256;
        int partBlocks = Contraction.Balanced(f.Blocks, Math.Max(1, partOutputs / f.Block));
        bool parts = partBlocks < f.Blocks;
        int lanes = target.Lanes, vectors = lanes == 1 ? 3 : 2, inputLanes = target.LanesFor(f.Channels);
        int rows = Contraction.MaximumRows(target, vectors);
        while (Inputs % rows > 0) rows--;
        // Examples of a tile: vectors of them as long as there are, then scalar products.
        Seq<int> exampleSizes = [.. new[] { vectors * lanes, lanes, 2, 1 }.Distinct().OrderByDescending(size => size)];
        Seq<int> inputSizes = Sizes(rows), outputSizes = Sizes(inputLanes);

        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        int dy = step.Use("dy", Gradient, Gradient.Layout.Offset);
        int w = step.Use("w", Filters);
        int turned = step.Use("turned", lowering.MemberScratch("turned", f.Groups * groupFloats)); // vector after vector of examples, and single examples behind
        int sums = step.Use("sums", lowering.MemberScratch("sums", Inputs * Group)); // of each input those of the examples
        int lined = step.Use("lined", lowering.MemberScratch("lined", rows * 2 * f.Lanes)); // lanes of scalar products
        int made = step.Use("made", lowering.MemberScratch("made", Group * Inputs)); // of each example those of the inputs
        Tensor[] extra = [.. EpilogueInputs.Select((e, i) => step.Use("e" + i, e.Place, e.Shape))];
        Tensor[] results = [.. Results.Select(r => step.Use("y", r.Place, r.Shape))];

        k.Loop("nb", new Extent(1, true, Group), nb =>
        {
            k.GroupTiles("r", Extent.Examples, nb, Group, [.. new[] { lanes, 1 }.Distinct()], (r, count) => k.Loop("g", f.Groups, g => Turn(nb, g, r, count)));
            k.Parallel([("g", f.Groups), ("row", f.Shape[2]), ("col", f.Shape[3]), ("kb", (f.Channels + Inputs - 1) / Inputs)], at =>
            {
                if (parts)
                {
                    Zero(sums, 0, Inputs * Group, lanes);
                    Zero(made, 0, Inputs * Group, lanes);
                }
                k.Tiles("ob", f.Blocks, partBlocks, (ob, blocks) => k.GroupTiles("m", Extent.Examples, nb, Group, exampleSizes, (n, examples) =>
                    k.GroupTiles("i", f.Channels, at[3], Inputs, inputSizes, (i, rows) => k.Scope("", () =>
                    {
                        Affine filter = (at[0] * f.GroupStride) + (ob * f.BlockStride) + (at[1] * f.RowStride) + (at[2] * f.ColumnStride)
                            + (((at[3] * Inputs) + i) * f.ChannelStride);
                        Affine gradient = (at[0] * groupFloats) + (n * apart);
                        if (examples >= lanes) Vectors(filter, gradient + (ob * (f.Block * lanes)), blocks, i, rows, n, examples);
                        else Products(filter, gradient + (ob * f.Block), blocks, i, rows, n, examples);
                    }))));
                k.GroupTiles("m", Extent.Examples, nb, Group, [lanes], (n, _) =>
                    Transposition.Run(k, target, Inputs, lanes, new Matrix(sums, n, Group), new Matrix(made, n * Inputs, Inputs)));
                k.GroupTiles("m", Extent.Examples, nb, Group, [1], (n, _) => k.GroupTiles("c", f.Channels, at[3], Inputs, outputSizes, (c, used) => k.Scope("", () =>
                {
                    Expr value = Expr.Leaf(k.Let("sum", inputLanes, Expr.Leaf(new Load(made, (n * Inputs) + c, inputLanes, inputLanes))));
                    Seq<Affine> position = [(at[0] * f.Channels) + (at[3] * Inputs) + c, at[1], at[2]];
                    EpilogueStore.Run(k, Epilogue, value, extra, results, (nb * Group) + n, position, inputLanes, used);
                })));
            });
        });
        TaskCost cost = TaskCost.PerExample(TaskCost.MultiplyAdds((double)Inputs * outputs, lanes));
        lowering.Add(step, label, summary, cost with { Once = TaskCost.Reads(Inputs * outputs, cached: false) });

        // Sizes of the tiles of the inputs of a task, of which the last may have fewer than the others.
        Seq<int> Sizes(int most) => f.Channels < most ? [f.Channels] : f.Channels % most == 0 ? [most] : [most, f.Channels % most];

        void Zero(int parameter, Affine at, int count, int lanes) => k.Loop("z", count / lanes, z => k.Store(parameter, at + (z * lanes), 0f, lanes, lanes));

        // The output gradients of a vector of examples, or those of a single one.
        void Turn(Affine nb, Affine g, Affine r, int count)
        {
            Affine from = (((nb * Group) + r) * Gradient.BatchStride) + (g * f.Outputs), to = (g * groupFloats) + (r * apart);
            if (count == lanes)
            {
                Transposition.Run(k, target, lanes, f.Outputs, new Matrix(dy, from, Gradient.BatchStride), new Matrix(turned, to, lanes));
                Zero(turned, to + (f.Outputs * lanes), (outputs - f.Outputs) * lanes, lanes);
                return;
            }
            int rest = f.Outputs % f.Lanes, whole = f.Outputs - rest, end = rest > 0 ? whole + f.Lanes : whole;
            k.Loop("v", whole / f.Lanes, v => Copy(v * f.Lanes, f.Lanes));
            if (rest > 0) Copy(whole, rest);
            Zero(turned, to + end, outputs - end, f.Lanes);

            void Copy(Affine o, int some) => k.Store(turned, to + o, Expr.Leaf(new Load(dy, from + o, f.Lanes, some)), f.Lanes, f.Lanes);
        }

        void Vectors(Affine filter, Affine gradient, int blocks, Affine i, int rows, Affine n, int examples)
        {
            int columns = examples / lanes;
            // Each full tile asks for the filters of the next.
            bool ahead = target.Prefetch is not null && columns == vectors;
            Seq<Sum> over = [new Sum(blocks, f.BlockStride, f.Block * lanes, f.BlockStride), new Sum(f.Block, 1, lanes, rows)];
            Local[,] sum = Contraction.Tile(
                k, lanes, Row.Apart(w, rows, f.ChannelStride), Steps(columns, apart * lanes), filter, turned, gradient, Contraction.Merge(over),
                ahead ? [new ReadAhead(w, filter + (rows * f.ChannelStride))] : []);
            for (int r = 0; r < rows; r++)
                for (int c = 0; c < columns; c++) Add(sums, ((i + r) * Group) + n + (c * lanes), Expr.Leaf(sum[r, c]), lanes);
        }

        void Products(Affine filter, Affine gradient, int blocks, Affine i, int rows, Affine n, int examples)
        {
            Seq<Sum> over = [new Sum(blocks, f.BlockStride, f.Block), new Sum(f.Vectors, f.Lanes, f.Lanes)];
            Local[,] sum = Contraction.Tile(
                k, f.Lanes, Row.Apart(w, rows, f.ChannelStride), Steps(examples, apart), filter, turned, gradient, Contraction.Merge(over), dots: true);
            // The lanes are added up in a short loop: written out for each sum they would be most of the kernel.
            for (int r = 0; r < rows; r++)
                for (int e = 0; e < examples; e++) k.Store(lined, ((r * examples) + e) * f.Lanes, Expr.Leaf(sum[r, e]), f.Lanes, f.Lanes);
            k.Loop("r", rows, r =>
            {
                for (int e = 0; e < examples; e++)
                {
                    Local line = k.Let("line", f.Lanes, Expr.Leaf(new Load(lined, (r * (examples * f.Lanes)) + (e * f.Lanes), f.Lanes, f.Lanes)));
                    Add(made, ((n + e) * Inputs) + i + r, Expr.Leaf(f.Lanes == 1 ? line : new Across(ReduceKind.Sum, line)), 1);
                }
            });
        }

        static Seq<int> Steps(int count, int stride) => Enumerable.Range(0, count).Select(i => i * stride).ToSeq();

        void Add(int parameter, Affine at, Expr value, int lanes) =>
            k.Store(parameter, at, parts ? Expr.Leaf(new Load(parameter, at, lanes, lanes)) + value : value, lanes, lanes);
    }
}
