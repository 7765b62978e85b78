using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Negative log-likelihood of the right class under the softmax of the scores.</summary>
public sealed class SoftmaxCrossEntropy : Loss
{
    public override Signature Signature { get; } = new("softmax-cross-entropy", "Negative log-likelihood of the right class; the network gives scores, without a softmax.",
        "loss = log Σⱼ e^xⱼ - Σⱼ tⱼ·xⱼ, with tⱼ = (1 - smoothing)·[j = label] + smoothing/n",
        [Argument.Float("smoothing", "how much of the target is spread evenly over all n classes", 0) with { Minimum = 0, Maximum = 1 }])
    {
        Source = "Szegedy et al.: Rethinking the Inception Architecture, 2015; torch.nn.CrossEntropyLoss",
    };

    public override NetworkValue? Target(LossBinding loss) => ClassLabel.Of(loss);

    public override Value Build(GraphBuilder graph, Arguments arguments, Value prediction, Value target)
    {
        // The maximum is subtracted so that no power overflows; it cancels, so no gradient flows through it. Both maps are one, so that the
        // gradient of the scores, softmax - one-hot, is one too.
        Value max = graph.Reduce(ReduceKind.Max, prediction, [0]);
        Expr x = Expr.Argument(0) - Functions.Detach(Expr.Argument(1));
        Expr isLabel = Expr.Equal(Expr.Coordinate(0), Expr.Argument(2));
        float smoothing = arguments.Float("smoothing"), spread = smoothing / prediction.Shape[0];
        Seq<Value> sources = [prediction, max, target];
        Seq<Value> terms = graph.Add(Map.Over([Functions.Exp(x), Expr.Select(isLabel, (1 - smoothing + spread) * x, spread * x)], sources), sources);
        return Scalar(graph, graph.Map((sum, right) => Functions.Log(sum) - right, Sum(graph, terms[0]), Sum(graph, terms[1])));
    }
}
