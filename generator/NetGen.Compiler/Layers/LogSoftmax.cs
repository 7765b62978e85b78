using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Scores to logarithms of probabilities.</summary>
public sealed class LogSoftmax : Layer
{
    public override Signature Signature { get; } = new("log-softmax", "Scores to logarithms of probabilities, over the elements of a vector or the channels of each pixel.",
        "yᵢ = xᵢ - log Σⱼ e^xⱼ", [])
    {
        Source = "torch.nn.LogSoftmax(dim=1)",
    };

    public override bool KeepsOrder => true;

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank is 1 or 3) layer.Result(layer.Input);
        else layer.Fail($"reads a vector or an image of channels x height x width, not {layer.Input}; reshape it");
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        Value max = graph.Reduce(ReduceKind.Max, layer.Input, [0]);
        Value sum = graph.Reduce(ReduceKind.Sum, graph.Map((x, m) => Functions.Exp(x - Functions.Detach(m)), layer.Input, max), [0]);
        Expr shifted = Expr.Argument(0) - Functions.Detach(Expr.Argument(1));
        layer.Result(graph.Map(shifted - Functions.Log(Expr.Argument(2)), [layer.Input, max, sum]));
    }
}
