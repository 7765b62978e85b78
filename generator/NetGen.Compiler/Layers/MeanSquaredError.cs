using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Mean of the squared differences.</summary>
public sealed class MeanSquaredError : Loss
{
    public override Signature Signature { get; } = new("mse", "Mean squared error, over all elements.", "loss = 1/n · Σ (xᵢ - targetᵢ)²", [])
    {
        ClassName = "MeanSquaredError",
        Source = "torch.nn.MSELoss",
    };

    public override NetworkValue? Target(LossBinding loss) => new("target", ElementType.Float, loss.Prediction);

    public override Value Build(GraphBuilder graph, Arguments arguments, Value prediction, Value target)
    {
        Value squares = graph.Map((x, t) => Functions.Square(x - t), prediction, target);
        return Scalar(graph, graph.Map(sum => sum * (1f / prediction.Shape.Size), Sum(graph, squares)));
    }
}
