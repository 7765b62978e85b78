using System;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;
using Buffer = NetGen.Compiler.Plans.Buffer;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// The product of a recurrence with its state, over two time steps at once. Block by block of the state's units, a step needs the products of the block's filters with all of the
/// state before; those with the blocks of the new state that are known already are summed ahead for the next step, by the same loads. So every filter but those of the diagonal
/// is read for two steps, and the next step, which takes the blocks in the other order, has to read the other triangle only: half the filters a step, and these are what the time of a
/// single sequence goes into. Loop skewing over time, as of stencils: McCalpin, Wonnacott: Time Skewing, 1999.
/// </summary>
sealed class SkewedNest
{
    /// <summary>Examples that one task works on.</summary>
    const int ExampleGroup = 4;

    readonly Lowering lowering;
    readonly Place state, filters;
    readonly FilterLayout f;
    readonly int units, parts;

    public SkewedNest(Lowering lowering, Value state, Value filters)
    {
        this.lowering = lowering;
        (this.state, this.filters) = (lowering.Place(state), lowering.Place(filters));
        f = this.filters.Filters!;
        units = filters.Shape[1];
        parts = filters.Shape[0] / units;
        // Of a multiple of the widest block no target leaves a part.
        if (units % f.Block != 0) throw new GraphException($"{lowering.Layer}: {units} units are not blocks of {f.Block}");
    }

    int Blocks => units / f.Block;

    /// <summary>Sums of a tile: half of the registers.</summary>
    int TileSums => lowering.Target.Registers / 2;

    public void Start(Value ahead)
    {
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        int h = step.Use("h", state, state.Layout.Offset), w = step.Use("w", filters.Buffer);
        Tensor result = step.Use("ahead", lowering.Place(ahead), ahead.Shape);
        k.Parallel([("nb", new Extent(1, Batched: true, ExampleGroup))], at => k.Loop("b", Blocks, b =>
        {
            var walk = new Walk(this, b, Falls: true);
            Tiles(k, at[0], (r, count) => EachPart(k, count, (part, some) =>
            {
                Affine example = (at[0] * ExampleGroup) + r;
                Local[,] sum = Contraction.Tile(k, f.Lanes, Row.Apart(h, count, state.BatchStride), Columns(some), (example * state.BatchStride) + walk.First,
                    w, walk.Filters(walk.First) + (part * PartFilters), walk.Known);
                Each(sum, part, count, (e, p, v, value) => k.Store(result.Parameter, result.At(example + e, [(p * units) + walk.Unit + v]), Expr.Leaf(value), f.Lanes, f.Lanes));
            }));
        }));
        lowering.Add(step, "skewed_start", $"What the first time step leaves out of the product of {units} units with {parts}·{units} filters.", Cost(0.5));
    }

    public void Step(Node node, SkewedStep primitive)
    {
        Buffer summed = lowering.MemberScratch("sums", ExampleGroup * parts * f.Block);
        StepWriter rising = Write(falls: false), falling = Write(falls: true);
        // The first step of the loop rises.
        bool firstIsOdd = lowering.Loop is { Reverse: true, Times: var times } && times % 2 == 0;
        string summary = $"Recurrence of {units} units and {parts} products with the state, which are summed for two time steps at once: {string.Join("; ", primitive.Epilogue)}.";
        lowering.AddAlternating(firstIsOdd ? falling : rising, firstIsOdd ? rising : falling, "skewed_step", summary, Cost(1));

        StepWriter Write(bool falls)
        {
            var step = new StepWriter();
            KernelWriter k = step.Kernel;
            int h = step.Use("h", state, state.Layout.Offset), w = step.Use("w", filters.Buffer);
            Shape product = new(parts * units);
            Tensor before = step.Use("ahead", lowering.Place(node.Inputs[2]), product);
            Tensor[] extras = node.Inputs.Skip(SkewedStep.Own).Select((v, i) => step.Use("e" + i, lowering.Place(v), v.Shape)).ToArray();
            Tensor[] results = node.Outputs.Take(primitive.Epilogue.Count).Select(v => step.Use("y", lowering.Place(v), v.Shape)).ToArray();
            Tensor next = results[primitive.Next], ahead = step.Use("ahead", lowering.Place(node.Outputs[primitive.Epilogue.Count]), product);
            int sums = step.Use("sums", summed);
            // They are two slots of one buffer, so that a tile's rows of both have one place to start from.
            if (next.BatchStride != state.BatchStride) throw new GraphException($"{lowering.Layer}: states of two forms");
            // The arguments behind the parts of the product: an input and the unit of it that belongs to unit 0.
            (Tensor Tensor, int From)[] arguments = extras
                .SelectMany(e => Enumerable.Range(0, e.Shape.Size == product.Size && parts > 1 ? parts : 1).Select(p => (e, p * units))).ToArray();

            k.Parallel([("nb", new Extent(1, Batched: true, ExampleGroup))], at => k.Loop("b", Blocks, b =>
            {
                var walk = new Walk(this, b, falls);
                Tiles(k, at[0], (r, count) => EachPart(k, count, (part, some) =>
                {
                    Affine example = (at[0] * ExampleGroup) + r, row = example * state.BatchStride;
                    Seq<Row> own = Row.Apart(h, count, state.BatchStride);
                    k.Scope("this step alone: the state's own block", () =>
                    {
                        Local[,] sum = Contraction.Tile(k, f.Lanes, own, Columns(some), row + walk.Unit, w, walk.Filters(walk.Unit) + (part * PartFilters), [walk.Block]);
                        Each(sum, part, count, (e, p, v, value) =>
                            k.Store(sums, Sum(r + e, p, v), Read(before, before.At(example + e, [(p * units) + walk.Unit + v])) + Expr.Leaf(value), f.Lanes, f.Lanes));
                    });
                    k.Scope("and with the next: the blocks whose new state is known", () =>
                    {
                        Seq<Row> both = [.. own, .. Row.Apart(next.Parameter, count, next.BatchStride)];
                        Local[,] sum = Contraction.Tile(k, f.Lanes, both, Columns(some), row + walk.First, w, walk.Filters(walk.First) + (part * PartFilters), walk.Known);
                        Each(sum, part, count, (e, p, v, value) =>
                            k.Store(sums, Sum(r + e, p, v), Expr.Leaf(new Load(sums, Sum(r + e, p, v), f.Lanes, f.Lanes)) + Expr.Leaf(value), f.Lanes, f.Lanes));
                        Each(sum, part, count, (e, p, v, value) =>
                            k.Store(ahead.Parameter, ahead.At(example + e, [(p * units) + walk.Unit + v]), Expr.Leaf(value), f.Lanes, f.Lanes), from: count);
                    });
                }));
                k.GroupTiles("r", Extent.Examples, at[0], ExampleGroup, [1], (r, _) => k.Loop("v", f.Vectors, v => k.Scope("", () =>
                {
                    Affine example = (at[0] * ExampleGroup) + r, unit = walk.Unit + (v * f.Lanes);
                    Seq<Expr> values = k.Compute(primitive.Epilogue, f.Lanes, a => a < parts
                        ? Expr.Leaf(new Load(sums, Sum(r, a, v * f.Lanes), f.Lanes, f.Lanes))
                        : arguments[a - parts].Tensor.Read(arguments[a - parts].Tensor.At(example, [unit + arguments[a - parts].From]), arguments[a - parts].Tensor.Stride(0), f.Lanes, f.Lanes),
                        axis => axis == Position.BatchAxis ? new Position(example, 0) : axis == 0 ? new Position(unit, 1) : new Position(0, 0));
                    for (int y = 0; y < values.Count; y++) k.Store(results[y].Parameter, results[y].At(example, [unit]), values[y], f.Lanes, f.Lanes);
                })));
            }));
            return step;
        }

        Affine Sum(Affine example, Affine part, Affine unit) => (example * (parts * f.Block)) + (part * f.Block) + unit;

        Expr Read(Tensor tensor, Affine at) => tensor.Read(at, 1, f.Lanes, f.Lanes);
    }

    /// <summary>Where a block of units stands, in the order in which they are taken.</summary>
    sealed record Walk(SkewedNest Nest, Affine Number, bool Falls)
    {
        int Size => Nest.f.Block;

        int Direction => Falls ? -1 : 1;

        /// <summary>The first unit of the block that is the first, whose state is known before all others.</summary>
        public Affine First => Falls ? Nest.units - Size : 0;

        /// <summary>The first unit of the block.</summary>
        public Affine Unit => First + (Number * (Direction * Size));

        /// <summary>The sum over the units of a block.</summary>
        public Sum Block => new(Size, 1, Nest.f.ChannelStride);

        /// <summary>The sum over the units of all blocks before this one.</summary>
        public Seq<Sum> Known => [new Sum(new Extent(1, Of: Number.Terms[0].Var), Direction * Size, Direction * Size * Nest.f.ChannelStride), Block];

        /// <summary>The block's filters of the first part, at a unit of the state.</summary>
        public Affine Filters(Affine unit) => (((Falls ? Nest.Blocks - 1 : 0) + (Number * Direction)) * Nest.f.BlockStride) + (unit * Nest.f.ChannelStride);
    }

    /// <summary>The offsets of the filters of some parts from those of the first.</summary>
    Seq<int> Columns(int some) => (from p in Enumerable.Range(0, some) from v in Enumerable.Range(0, f.Vectors) select (p * PartFilters) + (v * f.Lanes)).ToSeq();

    int PartFilters => Blocks * f.BlockStride;

    /// <summary>The parts, as many together as a tile of so many examples holds: the first and how many.</summary>
    void EachPart(KernelWriter k, int count, Action<Affine, int> body)
    {
        int most = Math.Max(1, TileSums / (2 * count * f.Vectors)), some = Enumerable.Range(1, Math.Min(most, parts)).Last(together => parts % together == 0);
        k.Loop("p", parts / some, p => body(p * some, some));
    }

    /// <summary>Tiles of examples, which have two rows of each: the more examples, the fewer parts.</summary>
    void Tiles(KernelWriter k, Affine group, Action<Affine, int> body) =>
        k.GroupTiles("r", Extent.Examples, group, ExampleGroup, new[] { 4, 2, 1 }.Where(count => count == 1 || 2 * count * f.Vectors <= TileSums).ToSeq(), body);

    /// <summary>The sums of a tile's rows from <paramref name="from"/> on: example, part, unit within the block, and sum.</summary>
    void Each(Local[,] sum, Affine part, int count, Action<int, Affine, int, Local> body, int from = 0)
    {
        for (int e = 0; e < count; e++)
            for (int c = 0; c < sum.GetLength(1); c++) body(e, part + (c / f.Vectors), c % f.Vectors * f.Lanes, sum[from + e, c]);
    }

    TaskCost Cost(double share)
    {
        double size = share * f.Size;
        return TaskCost.PerExample(TaskCost.MultiplyAdds(size, f.Lanes), ExampleGroup) with { Once = TaskCost.Reads(size / 2, cached: true) };
    }
}
