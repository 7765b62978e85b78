using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>FractalNet's join with drop-path.</summary>
public sealed class Join : Layer
{
    public override Signature Signature { get; } = new("join",
        "Mean of two or more columns of a fractal, the shallowest first. "
            + "In training some are dropped (drop-path), anew for each batch: each by itself, or, in a share of the batches, all of the network but one column.",
        "y = Σ sᵢ·xᵢ / Σ sᵢ",
        [
            Argument.Float("drop", "probability of an input to be dropped; one stays at least", 0) with { Minimum = 0, Maximum = 1 },
            Argument.Float("global",
                "share of the batches in which one column of the whole network is kept; a join without it, whose result then counts for nothing, keeps its first input",
                0) with { Minimum = 0, Maximum = 1 },
            Argument.Int("columns", "columns of the network; of these the inputs are the last, the deepest. 0 for as many as there are inputs", 0, minimum: 0),
        ])
    {
        Inputs = Signature.Variadic,
        IsTransparent = true,
        Source = "Larsson, Maire, Shakhnarovich: FractalNet, 2017",
    };

    public override void Bind(LayerBinding layer)
    {
        Shape first = layer.Input;
        int columns = layer.Int("columns");
        if (layer.Inputs.Count < 2) layer.Fail("joins two inputs or more, as in: join shallow, deep");
        else if (layer.Inputs.FirstOrDefault(shape => shape != first) is { Rank: > 0 } other) layer.Fail($"shapes {first} and {other} do not match; they must be equal");
        else if (columns > 0 && columns < layer.Inputs.Count) layer.Fail($"columns={columns} is less than the {layer.Inputs.Count} inputs");
        else layer.Result(first);
        layer.RandomSites = layer.Inputs.Count + 1;
    }

    public override void Build(LayerBuild layer)
    {
        int n = layer.Inputs.Count;
        float share = 1f / n;
        if (!layer.Training || layer.Float("drop") == 0 && layer.Float("global") == 0)
        {
            layer.Result(layer.Graph.Map(Enumerable.Range(0, n).Select(Expr.Argument).Aggregate((a, b) => a + b) * share, layer.Inputs));
            return;
        }
        Seq<Value> shares = Shares(layer, n);
        layer.Result(layer.Graph.Map(Enumerable.Range(0, n).Select(i => Expr.Argument(i) * Expr.Argument(n + i)).Aggregate((a, b) => a + b), layer.Inputs.Concat(shares).ToSeq()));
    }

    /// <summary>What each input counts in this batch: one number each, of shape 1 on every axis.</summary>
    static Seq<Value> Shares(LayerBuild layer, int n)
    {
        Seq<Value> keys = Enumerable.Range(0, n + 1).SelectMany(site => layer.Random(site))
            .Concat(Enumerable.Range(0, LayerBuild.SharedSites).SelectMany(site => layer.SharedRandom(site))).ToSeq();
        var drawn = Element.Of(Shape.Scalar, batched: false);
        Expr Uniform(int site) => RandomNumber.Uniform(drawn, Expr.Argument(2 * site), Expr.Argument((2 * site) + 1));
        // Local: those that stay; where none does, one of them.
        Expr[] stays = Enumerable.Range(0, n).Select(i => Expr.Select(Expr.Less(Uniform(i), layer.Float("drop")), 0f, 1f)).ToArray();
        Expr sum = stays.Aggregate((a, b) => a + b), lonely = Uniform(n) * (float)n;
        // Global: one column of the network.
        int columns = System.Math.Max(layer.Int("columns"), n);
        // A join within the dropped columns passes something on, so that batch statistics behind it are not those of zeros.
        Expr isGlobal = Expr.Less(Uniform(n + 1), layer.Float("global")), column = Expr.Max(Uniform(n + 2) * (float)columns, columns - n);
        Seq<Expr> shares = stays.Select((stay, i) =>
            Expr.Select(isGlobal, Chosen(column, columns - n + i), Expr.Select(Expr.Less(0f, sum), stay / Expr.Max(sum, 1f), Chosen(lonely, i)))).ToSeq();
        var one = new Shape(Enumerable.Repeat(1, layer.Input.Shape.Rank).ToArray());
        return layer.Graph.Add(new Map(one, 0, shares), keys, "shares");
    }

    /// <summary>1 where the whole part of <paramref name="number"/> is <paramref name="i"/>, else 0.</summary>
    static Expr Chosen(Expr number, int i) => Expr.Select(Expr.Less(number, (float)i), 0f, Expr.Select(Expr.Less(number, i + 1f), 1f, 0f));
}
