using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Self-normalizing exponential linear unit.</summary>
public sealed class Selu() : Activation(new("selu", "Exponential linear unit with the constants that keep mean 0 and variance 1 from layer to layer.",
    "y = scale·(x > 0 ? x : alpha·(eˣ - 1)), with scale = 1.05070098… and alpha = 1.67326324…", [])
{
    Source = "Klambauer et al.: Self-Normalizing Neural Networks, 2017; torch.nn.SELU",
})
{
    public override ScalarFunction Function(Arguments arguments) => new SelfNormalizing();

    sealed record SelfNormalizing() : ScalarFunction("selu")
    {
        const float Scale = 1.05070098f;

        /// <summary>Scale times alpha: the negative side's limit.</summary>
        const float Limit = 1.75809934f;

        public override Expr Expand(Expr x) => Expr.Select(Expr.Less(0f, x), Scale * x, Limit * Functions.ExpM1(x));

        public override Expr Derivative(Expr x, Expr y) => Expr.Select(Expr.Less(0f, y), Scale, y + Limit);
    }
}
