using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Losses;

/// <summary>The mean over the elements of (prediction − target)².</summary>
public sealed class MseOracle : LossOracle
{
    public override string Keyword => "mse";

    public override double Loss(Arguments arguments, Shape shape, double[] prediction, double[] target) =>
        prediction.Zip(target, (p, t) => (p - t) * (p - t)).Average();

    public override double[] Gradient(Arguments arguments, Shape shape, double[] prediction, double[] target) =>
        [.. prediction.Zip(target, (p, t) => 2 * (p - t) / prediction.Length)];
}
