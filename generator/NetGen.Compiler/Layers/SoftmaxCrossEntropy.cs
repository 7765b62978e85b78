using System;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Negative log-likelihood of the right class under the softmax of the scores.</summary>
public sealed class SoftmaxCrossEntropy : Loss
{
    public override Signature Signature { get; } = new("softmax-cross-entropy", "Negative log-likelihood of the right class; the network gives scores, without a softmax.",
        "loss = Σⱼ tⱼ·(log Σₖ e^xₖ - xⱼ), with tⱼ = (1 - smoothing)·[j = label] + smoothing/n, or of probabilities pⱼ: tⱼ = (1 - smoothing)·pⱼ + smoothing/n",
        [
            Argument.Float("smoothing", "how much of the target is spread evenly over all n classes", 0) with { Minimum = 0, Maximum = 1 },
            Argument.Word("labels", "what the target of an example is: the number of its class, or a probability for each class", "classes", "probabilities"),
        ])
    {
        Source = "Szegedy et al.: Rethinking the Inception Architecture, 2015; torch.nn.CrossEntropyLoss",
    };

    public override NetworkValue? Target(LossBinding loss)
    {
        NetworkValue? label = ClassLabel.Of(loss);
        return label is not null && AreProbabilities(loss.Arguments) ? new("target", ElementType.Float, loss.Prediction) { IsDistribution = true } : label;
    }

    public override double? OfGuessing(Arguments arguments, Shape prediction) => Math.Log(prediction[0]);

    static bool AreProbabilities(Arguments arguments) => arguments.Word("labels") == "probabilities";

    public override Value Build(GraphBuilder graph, Arguments arguments, Value prediction, Value target)
    {
        // The maximum is subtracted so that no power overflows; it cancels, so no gradient flows through it. All maps are one, so that the
        // gradient of the scores, softmax - one-hot, is one too.
        Value max = graph.Reduce(ReduceKind.Max, prediction, [0]);
        Expr x = Expr.Argument(0) - Functions.Detach(Expr.Argument(1));
        float smoothing = arguments.Float("smoothing"), spread = smoothing / prediction.Shape[0];
        Seq<Value> sources = [prediction, max, target];
        if (AreProbabilities(arguments))
        {
            Expr share = ((1 - smoothing) * Expr.Argument(2)) + spread;
            Seq<Value> parts = graph.Add(Map.Over([Functions.Exp(x), share * x, share], sources), sources);
            Expr loss = (Expr.Argument(2) * Functions.Log(Expr.Argument(0))) - Expr.Argument(1);
            return Scalar(graph, graph.Map(loss, [Sum(graph, parts[0]), Sum(graph, parts[1]), Sum(graph, parts[2])]));
        }
        Expr isLabel = Expr.Equal(Expr.Coordinate(0), Expr.Argument(2));
        Seq<Value> terms = graph.Add(Map.Over([Functions.Exp(x), Expr.Select(isLabel, (1 - smoothing + spread) * x, spread * x)], sources), sources);
        return Scalar(graph, graph.Map((sum, right) => Functions.Log(sum) - right, Sum(graph, terms[0]), Sum(graph, terms[1])));
    }
}
