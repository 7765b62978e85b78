using System;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Losses;

/// <summary>−Σ t · log p of the softmax probabilities p: t is 1 for the right class, or a probability for each, of which <c>smoothing</c> is spread evenly over all.</summary>
public sealed class SoftmaxCrossEntropyOracle : LossOracle
{
    public override string Keyword => "softmax-cross-entropy";

    public override double Loss(Arguments arguments, Shape shape, double[] prediction, double[] target) =>
        prediction.Zip(Targets(arguments, prediction, target), (s, t) => t * (LogOfSum(prediction) - s)).Sum();

    public override double[] Gradient(Arguments arguments, Shape shape, double[] prediction, double[] target)
    {
        double logOfSum = LogOfSum(prediction);
        double[] targets = Targets(arguments, prediction, target);
        double sum = targets.Sum();
        return [.. prediction.Zip(targets, (s, t) => (Math.Exp(s - logOfSum) * sum) - t)];
    }

    static double[] Targets(Arguments arguments, double[] prediction, double[] target)
    {
        double smoothing = arguments.Double("smoothing");
        double[] given = arguments.Word("labels") == "probabilities" ? target : [.. prediction.Select((_, i) => i == (int)target[0] ? 1.0 : 0)];
        return [.. given.Select(t => ((1 - smoothing) * t) + (smoothing / prediction.Length))];
    }

    /// <summary>log Σ e^s, written so that no power overflows.</summary>
    static double LogOfSum(double[] scores)
    {
        double largest = scores.Max();
        return largest + Math.Log(scores.Sum(s => Math.Exp(s - largest)));
    }
}
