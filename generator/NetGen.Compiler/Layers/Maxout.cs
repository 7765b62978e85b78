using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>The largest of several linear pieces.</summary>
public sealed class Maxout : Layer
{
    /// <summary>All are compared in one expression, whose gradient has a case for each pair.</summary>
    const int MostPieces = 32;

    public override Signature Signature { get; } = new("maxout",
        "The largest of several pieces: the first channels, or elements of a vector, are the first pieces, those behind them the second ones, and so on.",
        "y[c] = max x[j·m + c] over j < pieces, with m = channels / pieces", [Argument.Int("pieces", "how many pieces there are", minimum: 2) with { Maximum = MostPieces }])
    {
        IsRectifier = true,
        Source = "Goodfellow et al.: Maxout Networks, 2013",
    };

    public override void Bind(LayerBinding layer)
    {
        (int pieces, int channels) = (layer.Int("pieces"), layer.Input[0]);
        if (channels % pieces == 0) layer.Result(layer.Input.Dims.Select((dim, axis) => axis == 0 ? dim / pieces : dim).ToSeq());
        else layer.Fail($"pieces={pieces} must divide the {channels} {(layer.Input.Rank == 3 ? "channels" : "elements")} of the input");
    }

    public override void Build(LayerBuild layer)
    {
        int pieces = layer.Int("pieces"), length = layer.Input.Shape[0] / pieces;
        Seq<Value> parts = layer.Graph.Split(layer.Input, 0, Enumerable.Repeat(length, pieces).ToSeq());
        layer.Result(layer.Graph.Map(Enumerable.Range(0, pieces).Select(Expr.Argument).Aggregate(Larger), parts));
    }

    /// <summary>The first of equals, and NaN where either is.</summary>
    static Expr Larger(Expr a, Expr b) => Expr.Select(Expr.LessOrEqual(b, a), a, Expr.Select(Expr.Equal(a, a), b, a));
}
