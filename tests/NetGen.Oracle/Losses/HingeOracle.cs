using System;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Losses;

/// <summary>Multi-class hinge (SVM): the sum over the wrong classes j of max(0, s_j − s_right + margin); PyTorch's form divides it by the number of classes.</summary>
public sealed class HingeOracle : LossOracle
{
    public override string Keyword => "hinge";

    public override double Loss(Arguments arguments, Shape shape, double[] prediction, double[] target)
    {
        int right = (int)target[0];
        return Scale(arguments, prediction) * Enumerable.Range(0, prediction.Length)
            .Where(j => j != right)
            .Sum(j => Math.Max(0, prediction[j] - prediction[right] + arguments.Double("margin")));
    }

    public override double[] Gradient(Arguments arguments, Shape shape, double[] prediction, double[] target)
    {
        int right = (int)target[0];
        var gradient = new double[prediction.Length];
        for (int j = 0; j < prediction.Length; j++)
        {
            if (j == right || prediction[j] - prediction[right] + arguments.Double("margin") <= 0) continue;
            gradient[j] += Scale(arguments, prediction);
            gradient[right] -= Scale(arguments, prediction);
        }

        return gradient;
    }

    static double Scale(Arguments arguments, double[] prediction) => arguments.Word("form") == "pytorch" ? 1.0 / prediction.Length : 1;
}
