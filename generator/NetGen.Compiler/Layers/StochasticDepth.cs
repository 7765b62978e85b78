using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Stochastic depth: a residual branch that is there or not.</summary>
public sealed class StochasticDepth : Layer
{
    public override Signature Signature { get; } = new("stochasticdepth",
        "At the end of a residual branch: keeps the branch with a probability in training, drops all of it otherwise; prediction scales it by that probability.",
        "y = r < survival ? x : 0, r uniform in [0, 1); at test y = survival·x",
        [
            Argument.Float("survival", "probability of the branch to stay; in the paper 1 - l/L·0.5 for the l-th of L branches") with
            {
                Minimum = 0, MinimumIsExclusive = true, Maximum = 1,
            },
            Argument.Word("per", "what is drawn for: every batch, as in the paper, or every example", "batch", "example"),
        ])
    {
        IsTransparent = true,
        ClassName = "StochasticDepth",
        Source = "Huang et al.: Deep Networks with Stochastic Depth, 2016",
    };

    public override void Bind(LayerBinding layer)
    {
        layer.RandomSites = 1;
        layer.Result(layer.Input);
    }

    public override void Build(LayerBuild layer)
    {
        Value x = layer.Input;
        float survival = layer.Float("survival");
        if (survival == 1)
        {
            layer.Result(x);
        }
        else if (!layer.Training)
        {
            layer.Result(layer.Graph.Map(a => a * survival, x));
        }
        else
        {
            var drawn = Element.Of(Shape.Scalar, batched: layer.Arguments.Word("per") == "example");
            Expr r = RandomNumber.Uniform(drawn, Expr.Argument(1), Expr.Argument(2));
            layer.Result(layer.Graph.Map(Expr.Argument(0) * Expr.Select(Expr.Less(r, survival), 1f, 0f), [x, .. layer.Random()]));
        }
    }
}
