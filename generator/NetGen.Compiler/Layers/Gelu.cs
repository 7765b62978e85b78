using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Gaussian error linear unit.</summary>
public sealed class Gelu() : Activation(new("gelu", "Gaussian error linear unit: x times the probability that a normal variable is below x.",
    "y = x·½·(1 + erf(x/√2)), or with tanh y = x·½·(1 + tanh(√(2/π)·(x + 0.044715·x³)))",
    [Argument.Word("approximate", "none: as defined; tanh: the approximation of the paper", "none", "tanh")])
{
    IsRectifier = true,
    Source = "Hendrycks, Gimpel: Gaussian Error Linear Units, 2016; torch.nn.GELU",
})
{
    public override ScalarFunction Function(Arguments arguments) => arguments.Word("approximate") == "tanh" ? new ApproximateGaussian() : new Gaussian();

    sealed record Gaussian() : ScalarFunction("gelu")
    {
        const float InverseSqrt2 = 0.707106781f;
        const float InverseSqrt2Pi = 0.398942280f;

        public override Expr Expand(Expr x) => x * Below(x);

        public override Expr Derivative(Expr x, Expr y) => Below(x) + (x * (InverseSqrt2Pi * Functions.Exp(-0.5f * (x * x))));

        static Expr Below(Expr x) => 0.5f + (0.5f * Functions.Erf(InverseSqrt2 * x));
    }

    sealed record ApproximateGaussian() : ScalarFunction("gelu_tanh")
    {
        const float Slope = 0.797884561f; // √(2/π)
        const float Cubic = 0.0356774081f; // 0.044715 times that

        public override Expr Expand(Expr x) => x * (0.5f + (0.5f * Bend(x)));

        public override Expr Derivative(Expr x, Expr y)
        {
            Expr tanh = Bend(x);
            return 0.5f + (0.5f * tanh) + (x * (0.5f * (1f - (tanh * tanh)) * (Slope + (3f * Cubic * (x * x)))));
        }

        static Expr Bend(Expr x) => Functions.Tanh(x * (Slope + (Cubic * (x * x))));
    }
}
