using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Normalization over groups of channels of an example.</summary>
public sealed class GroupNorm : Layer
{
    public override Signature Signature { get; } = new("groupnorm",
        "Normalization over groups of channels of an example to mean 0 and variance 1, then a scale and a shift of each channel.",
        "y = w[c]·(x - mean)/√(variance + eps) + b[c]",
        [
            Argument.Int("groups", "the channels are split into this many groups"),
            Argument.Float("eps", "is added to the variance", 1e-5) with { Minimum = 0, MinimumIsExclusive = true },
            Argument.Bool("affine", true, "whether there are w and b"),
        ])
    {
        ClassName = "GroupNorm",
        IsTransparent = true,
        Source = "Wu, He: Group Normalization, 2018; torch.nn.GroupNorm",
    };

    public override void Bind(LayerBinding layer)
    {
        (int groups, int channels) = (layer.Int("groups"), layer.Input[0]);
        if (channels % groups != 0)
        {
            layer.Fail($"groups={groups} must divide the {channels} {(layer.Input.Rank == 3 ? "channels" : "elements")} of the input");
            return;
        }
        if (layer.Bool("affine"))
        {
            layer.Parameter("weight", [channels], Initialization.Ones);
            layer.Parameter("bias", [channels], Initialization.Zeros);
        }
        layer.Result(layer.Input);
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        (Value mean, Value scale) = Standardization.Of(graph, layer.Input, layer.Int("groups"), layer.Float("eps"));
        if (!layer.Bool("affine"))
        {
            layer.Result(graph.Map((Expr.Argument(0) - Expr.Argument(1)) * Expr.Argument(2), [layer.Input, mean, scale]));
            return;
        }
        // What is the same for a channel is computed once for it.
        var channel = new Shape(layer.Input.Shape.Dims.Select((dim, axis) => axis == 0 ? dim : 1).ToArray());
        scale = graph.Map((s, w) => s * w, scale, graph.Reshape(layer.Parameter("weight"), channel));
        Value bias = graph.Reshape(layer.Parameter("bias"), channel);
        layer.Result(graph.Map(((Expr.Argument(0) - Expr.Argument(1)) * Expr.Argument(2)) + Expr.Argument(3), [layer.Input, mean, scale, bias]));
    }
}
