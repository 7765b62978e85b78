using System;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Maximum over regions whose borders are drawn at random, so that the image shrinks by less than a half.</summary>
public sealed class FractionalMaxPool : Layer
{
    /// <summary>The rows of a region are compared in one expression; the paper has ratios below 2.</summary>
    const int MostRatio = 32;

    public override Signature Signature { get; } = new("fractionalmaxpool",
        "Largest value of regions whose heights and widths are two neighbouring whole numbers, in an order that is drawn anew for each batch in training; "
            + "prediction uses the regular order.",
        "y[c, i, j] = max x[c, aᵢ : aᵢ₊₁, bⱼ : bⱼ₊₁]",
        [
            Argument.Float("ratio", "how many times smaller the result is: size ⌊size / ratio⌋", 1.4142135) with { Minimum = 1, Maximum = MostRatio },
            Argument.Word("sequence",
                "random: the sizes of the regions in any order; pseudorandom: aᵢ = ⌊α·(i + u)⌋ - ⌊α·u⌋ with one random u and α = size / regions, "
                    + "or (size - 1) / regions where they overlap, which distorts less", "random", "pseudorandom"),
            Argument.Bool("overlapping", true, "whether each region shares its border with the next"),
        ])
    {
        IsTransparent = true,
        ClassName = "FractionalMaxPool",
        Source = "Graham: Fractional Max-Pooling, 2014; floors in place of ceilings, and all rows belong to a region where they are disjoint",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank != 3)
        {
            layer.Fail(Images.Needed(layer.Input));
            return;
        }
        int height = Output(layer.Input[1], layer.Arguments.Double("ratio")), width = Output(layer.Input[2], layer.Arguments.Double("ratio"));
        int shared = layer.Bool("overlapping") ? 1 : 0;
        if (height < 1 || width < 1 || height > layer.Input[1] - shared || width > layer.Input[2] - shared)
        {
            layer.Fail($"ratio {layer.Float("ratio")} makes {height}x{width} regions of the {layer.Input} input; "
                + $"there must be one at least, and {(shared == 1 ? "fewer than" : "no more than")} rows and columns");
            return;
        }
        layer.RandomSites = 2;
        layer.Result([layer.Input[0], height, width]);
    }

    public override void Build(LayerBuild layer)
    {
        Value y = layer.Input;
        for (int axis = 1; axis <= 2; axis++) y = Pool(layer, y, axis);
        layer.Result(y);
    }

    /// <summary>⌊size / ratio⌋: a ratio such as 1.1 is not exact in binary, and 33 / 1.1 is 30.</summary>
    static int Output(int size, double ratio) => (int)Math.Floor(size / ratio * (1 + 1e-9));

    /// <summary>One axis; the maximum over a rectangle is that over columns of the maxima over rows. A region of fewer than the most rows reads its last again.</summary>
    static Value Pool(LayerBuild layer, Value x, int axis)
    {
        GraphBuilder graph = layer.Graph;
        bool overlapping = layer.Bool("overlapping");
        int regions = Output(x.Shape[axis], layer.Arguments.Double("ratio")), last = overlapping ? x.Shape[axis] - 1 : x.Shape[axis];
        Value starts = Borders(layer, axis, regions, last, 0), ends = Borders(layer, axis, regions, last, 1);
        int most = ((last + regions - 1) / regions) + (overlapping ? 1 : 0);
        Expr end = overlapping ? Expr.Argument(1) : Expr.Argument(1) - 1f;
        Value[] rows = Enumerable.Range(0, most)
            .Select(k => graph.Map(Expr.Min(Expr.Argument(0) + (float)k, end), [starts, ends], graph.Layer + "_rows"))
            .Select(index => graph.Add(new Gather(axis), [x, index])[0]).ToArray();
        return graph.Map(Enumerable.Range(0, most).Select(Expr.Argument).Aggregate(Expr.Max), new Seq<Value>(rows));
    }

    /// <summary>Borders number <paramref name="first"/> to <paramref name="first"/> + regions - 1 of the regions + 1 from 0 to <paramref name="last"/>.</summary>
    static Value Borders(LayerBuild layer, int axis, int regions, int last, int first)
    {
        GraphBuilder graph = layer.Graph;
        Expr number = Expr.Coordinate(0) + (float)first;
        int small = last / regions, large = last % regions; // so many regions are by one larger
        string name = graph.Layer + (first == 0 ? "_starts" : "_ends");
        var vector = TensorType.Float(new Shape(regions), 0);
        if (large == 0) return graph.Add(new Map(vector.Shape, 0, [number * (float)small]), [], name)[0];
        if (!layer.Training) return graph.Add(new Map(vector.Shape, 0, [Regular(number, 0.5f)]), [], name)[0];

        Seq<Value> key = layer.Random(axis - 1);
        if (layer.Arguments.Word("sequence") == "pseudorandom")
        {
            Expr uniform = RandomNumber.Uniform(Element.Of(Shape.Scalar, batched: false), Expr.Argument(0), Expr.Argument(1));
            return graph.Add(new Map(vector.Shape, 0, [Regular(number, uniform)]), key, name)[0];
        }

        // The larger ones are those with the smallest of as many random numbers.
        Expr random = RandomNumber.Uniform(Element.Of(vector.Shape, batched: false), Expr.Argument(0), Expr.Argument(1));
        Value drawn = graph.Add(new Map(vector.Shape, 0, [random]), key, graph.Layer + "_drawn")[0];
        Value column = graph.Reshape(drawn, new Shape(regions, 1)), row = graph.Reshape(drawn, new Shape(1, regions));
        Expr isFirst = Expr.Select(Expr.Less(Expr.Coordinate(1), Expr.Coordinate(0)), 1f, 0f);
        Expr before = Expr.Select(
            Expr.Less(Expr.Argument(1), Expr.Argument(0)), 1f, Expr.Select(Expr.Equal(Expr.Argument(1), Expr.Argument(0)), isFirst, 0f));
        Value rank = graph.Reduce(ReduceKind.Sum, graph.Map(before, [column, row]), [1]);
        Expr isLarge = Expr.Select(Expr.Less(Expr.Argument(0), (float)large), 1f, 0f);
        var square = new Shape(regions, regions);
        Expr isCounted = Expr.Select(Expr.Less(Expr.Coordinate(1), Expr.Coordinate(0) + (float)first), isLarge, 0f);
        Value counted = graph.Add(new Map(square, 0, [isCounted]), [graph.Reshape(rank, new Shape(1, regions))])[0];
        Value larger = graph.Reshape(graph.Reduce(ReduceKind.Sum, counted, [1]), vector.Shape);
        return graph.Map(n => (number * (float)small) + n, larger, name);

        // Larger regions as evenly spread as can be; the last border is where it must be whatever the rounding.
        Expr Regular(Expr i, Expr u)
        {
            Expr Part(Expr x) => Functions.Floor(x / (float)regions);
            Expr phase = u * (float)last, spread = Part((i * (float)large) + phase) - Part(phase);
            return (i * (float)small) + Expr.Select(Expr.Less(i, (float)regions), Expr.Min(spread, (float)large), (float)large);
        }
    }
}
