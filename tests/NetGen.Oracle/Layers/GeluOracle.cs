using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>x · Φ(x), the normal distribution; or x/2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))</summary>
public sealed class GeluOracle : ElementwiseOracle
{
    static readonly double Slope = Math.Sqrt(2 / Math.PI);

    public override string Keyword => "gelu";

    protected override double Value(Arguments arguments, double x) => x * Weight(arguments, x);

    protected override double Derivative(Arguments arguments, double x)
    {
        double weight = Weight(arguments, x);
        if (arguments.Word("approximate") == "none") return weight + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
        double tanh = (2 * weight) - 1;
        return weight + (x * (1 - (tanh * tanh)) / 2 * Slope * (1 + (3 * 0.044715 * x * x)));
    }

    static double Weight(Arguments arguments, double x) => arguments.Word("approximate") == "none"
        ? (1 + ErrorFunction(x / Math.Sqrt(2))) / 2
        : (1 + Math.Tanh(Slope * (x + (0.044715 * x * x * x)))) / 2;

    /// <summary>erf x = 2/√π · e^(−x²) · Σ 2ⁿ · x²ⁿ⁺¹ / (1·3·5 … (2n + 1)): all terms have one sign, so that nothing cancels.</summary>
    public static double ErrorFunction(double x)
    {
        if (Math.Abs(x) > 6) return Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
