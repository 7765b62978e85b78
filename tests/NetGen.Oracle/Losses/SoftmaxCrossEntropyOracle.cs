using System;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Losses;

/// <summary>−log of the right class's softmax probability: log Σ e^s − s_right.</summary>
public sealed class SoftmaxCrossEntropyOracle : LossOracle
{
    public override string Keyword => "softmax-cross-entropy";

    public override double Loss(Arguments arguments, Shape shape, double[] prediction, double[] target) =>
        LogOfSum(prediction) - prediction[(int)target[0]];

    public override double[] Gradient(Arguments arguments, Shape shape, double[] prediction, double[] target)
    {
        double logOfSum = LogOfSum(prediction);
        double[] gradient = [.. prediction.Select(s => Math.Exp(s - logOfSum))];
        gradient[(int)target[0]] -= 1;
        return gradient;
    }

    /// <summary>log Σ e^s, written so that no power overflows.</summary>
    static double LogOfSum(double[] scores)
    {
        double largest = scores.Max();
        return largest + Math.Log(scores.Sum(s => Math.Exp(s - largest)));
    }
}
