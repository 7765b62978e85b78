using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Scores to probabilities.</summary>
public sealed class Softmax : Layer
{
    public override Signature Signature { get; } = new("softmax",
        "Scores to probabilities, over the elements of a vector or the channels of each pixel.", "yᵢ = e^xᵢ / Σⱼ e^xⱼ", [])
    {
        Source = "torch.nn.Softmax(dim=1)",
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
        Value powers = graph.Map((x, m) => Functions.Exp(x - Functions.Detach(m)), layer.Input, max);
        Value sum = graph.Reduce(ReduceKind.Sum, powers, [0]);
        layer.Result(graph.Map((power, total) => power / total, powers, sum));
    }
}
