using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Silu with a piecewise linear sigmoid.</summary>
public sealed class Hardswish() : Activation(new("hardswish", "Silu with straight lines in place of the sigmoid: no exponential.", "y = x·min(max(x + 3, 0), 6)/6", [])
{
    IsRectifier = true,
    Source = "Howard et al.: Searching for MobileNetV3, 2019; torch.nn.Hardswish",
})
{
    public override ScalarFunction Function(Arguments arguments) => new HardSigmoidWeighted();

    sealed record HardSigmoidWeighted() : ScalarFunction("hardswish")
    {
        public override Expr Expand(Expr x) => x * (Expr.Max(0f, Expr.Min(6f, x + 3f)) * (1f / 6)); // x second: NaN passes through

        public override Expr Derivative(Expr x, Expr y) => Expr.Select(Expr.Less(x, -3f), 0f, Expr.Select(Expr.Less(3f, x), 1f, (x * (1f / 3)) + 0.5f));
    }
}
