using System;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Losses;

/// <summary>On logits: the mean over the elements of −t·log p − (1 − t)·log(1 − p), p = 1 / (1 + e⁻ˣ).</summary>
public sealed class BinaryCrossEntropyOracle : LossOracle
{
    public override string Keyword => "binary-cross-entropy";

    public override double Loss(Arguments arguments, Shape shape, double[] prediction, double[] target) =>
        prediction.Zip(target, (x, t) => (t * MinusLogProbability(x)) + ((1 - t) * MinusLogProbability(-x))).Average();

    public override double[] Gradient(Arguments arguments, Shape shape, double[] prediction, double[] target) =>
        [.. prediction.Zip(target, (x, t) => (Probability(x) - t) / prediction.Length)];

    /// <summary>log(1 + e⁻ˣ), written so that the power does not overflow.</summary>
    static double MinusLogProbability(double logit) => Math.Max(-logit, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));

    static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));
}
