using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>A dense layer whose weights are dropped at random.</summary>
public sealed class DropConnect : Layer
{
    public override Signature Signature { get; } = new("dropconnect",
        "Fully connected layer that sets weights to zero at random in training, anew for each batch, and makes the others larger in turn; prediction uses all.",
        "y = (M ∘ W)·x / (1 - p) + b, M 0 with probability p",
        [
            Argument.Int("units", "number of outputs") with { Maximum = 1 << 24 },
            Argument.Float("p", "probability of a weight to be dropped", 0.5) with { Minimum = 0, Maximum = 0.999 },
            Argument.Bool("bias", true, "whether b is added"),
        ])
    {
        ClassName = "DropConnect",
        Source = "Wan et al.: Regularization of Neural Networks using DropConnect, 2013, with one mask for a batch instead of one for each example",
    };

    public override void Bind(LayerBinding layer)
    {
        new Dense().Bind(layer);
        layer.RandomSites = 1;
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        Value weight = layer.Parameter("weight");
        float p = layer.Float("p");
        if (layer.Training && p > 0)
        {
            Expr r = RandomNumber.Uniform(Element.Of(weight.Shape, batched: false), Expr.Argument(1), Expr.Argument(2));
            weight = graph.Map(Expr.Argument(0) * Expr.Select(Expr.Less(r, p), 0f, 1f / (1f - p)), [weight, .. layer.Random()], "masked_weight");
        }
        Value y = graph.Dense(layer.Input, weight);
        layer.Result(layer.Bool("bias") ? graph.Map((a, b) => a + b, y, layer.Parameter("bias")) : y);
    }
}
