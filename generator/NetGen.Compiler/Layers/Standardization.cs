using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Mean and inverse deviation over groups of channels of an example, for layers that normalize by them.</summary>
static class Standardization
{
    /// <summary>Both broadcast to the value's shape: a number for the example, or one for each channel.</summary>
    public static (Value Mean, Value Inverse) Of(GraphBuilder graph, Value x, int groups, float epsilon)
    {
        Value mean = Mean(graph, x, groups);
        // The deviations sum to nothing, so the variance does not change with the mean.
        Value squares = graph.Map((v, m) => Functions.Square(v - Functions.Detach(m)), x, mean);
        return (mean, graph.Map(v => 1f / Expr.Sqrt(v + epsilon), Mean(graph, squares, groups)));
    }

    static Value Mean(GraphBuilder graph, Value x, int groups)
    {
        Shape shape = x.Shape;
        float share = groups / (float)shape.Size;
        if (groups == 1) return graph.Map(sum => sum * share, graph.Reduce(ReduceKind.Sum, x, Enumerable.Range(0, shape.Rank).ToSeq()));
        // Channel by channel first: an image keeps its order, and what is grouped is small.
        Value channels = shape.Rank == 1 ? x : graph.Reduce(ReduceKind.Sum, x, Enumerable.Range(1, shape.Rank - 1).ToSeq());
        var blocks = new Shape(groups, shape[0] / groups);
        Value sums = graph.Reduce(ReduceKind.Sum, graph.Reshape(channels, blocks), [1]);
        Value means = graph.Add(new Map(blocks, x.Times, [Expr.Argument(0) * share]), [sums])[0];
        return graph.Reshape(means, channels.Shape);
    }
}
