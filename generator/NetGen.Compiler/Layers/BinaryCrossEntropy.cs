using System;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Negative log-likelihood of independent yes-or-no answers.</summary>
public sealed class BinaryCrossEntropy : Loss
{
    public override Signature Signature { get; } = new("binary-cross-entropy",
        "Negative log-likelihood of yes-or-no answers, mean over all elements; the network gives logits, without a sigmoid.",
        "loss = 1/n · Σ (log(1 + e^xᵢ) - xᵢ·targetᵢ), with targets 0 … 1", [])
    {
        Source = "torch.nn.BCEWithLogitsLoss",
    };

    public override NetworkValue? Target(LossBinding loss) => new("target", ElementType.Float, loss.Prediction);

    /// <summary>Of logits of zero.</summary>
    public override double? OfGuessing(Arguments arguments, Shape prediction) => Math.Log(2);

    public override Value Build(GraphBuilder graph, Arguments arguments, Value prediction, Value target)
    {
        // log(1 + eˣ) = max(x, 0) + log(1 + e^-|x|) never overflows, and its derivative is the sigmoid: the gradient is sigmoid(x) - target.
        Value terms = graph.Map((x, t) => Functions.Softplus(x) - (x * t), prediction, target);
        return Scalar(graph, graph.Map(sum => sum * (1f / prediction.Shape.Size), Sum(graph, terms)));
    }
}
