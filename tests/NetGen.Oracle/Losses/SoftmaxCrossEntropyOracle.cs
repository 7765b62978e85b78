using System;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Losses;

/// <summary>−log of the softmax probability of the right class.</summary>
public sealed class SoftmaxCrossEntropyOracle : LossOracle
{
    public override string Keyword => "softmax-cross-entropy";

    public override double Loss(Arguments arguments, Shape shape, double[] prediction, double[] target) => -Math.Log(Softmax(prediction)[(int)target[0]]);

    public override double[] Gradient(Arguments arguments, Shape shape, double[] prediction, double[] target)
    {
        double[] gradient = Softmax(prediction);
        gradient[(int)target[0]] -= 1;
        return gradient;
    }

    static double[] Softmax(double[] scores)
    {
        double largest = scores.Max();
        double sum = scores.Sum(s => Math.Exp(s - largest));
        return [.. scores.Select(s => Math.Exp(s - largest) / sum)];
    }
}
