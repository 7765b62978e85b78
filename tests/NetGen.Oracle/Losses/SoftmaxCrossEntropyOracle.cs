using System;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Losses;

/// <summary>−Σ t · log p of the softmax probabilities p: t is 1 for the right class, of which <c>smoothing</c> is spread evenly over all.</summary>
public sealed class SoftmaxCrossEntropyOracle : LossOracle
{
    public override string Keyword => "softmax-cross-entropy";

    public override double Loss(Arguments arguments, Shape shape, double[] prediction, double[] target) =>
        LogOfSum(prediction) - prediction.Zip(Targets(arguments, prediction, target), (s, t) => s * t).Sum();

    public override double[] Gradient(Arguments arguments, Shape shape, double[] prediction, double[] target)
    {
        double logOfSum = LogOfSum(prediction);
        return [.. prediction.Zip(Targets(arguments, prediction, target), (s, t) => Math.Exp(s - logOfSum) - t)];
    }

    static double[] Targets(Arguments arguments, double[] prediction, double[] target)
    {
        double smoothing = arguments.Double("smoothing");
        return [.. prediction.Select((_, i) => (i == (int)target[0] ? 1 - smoothing : 0) + (smoothing / prediction.Length))];
    }

    /// <summary>log Σ e^s, written so that no power overflows.</summary>
    static double LogOfSum(double[] scores)
    {
        double largest = scores.Max();
        return largest + Math.Log(scores.Sum(s => Math.Exp(s - largest)));
    }
}
