namespace NetGen.Compiler.Scalars;

/// <summary>σ(x) = 1/(1 + e⁻ˣ).</summary>
public sealed record Logistic() : ScalarFunction("sigmoid")
{
    public override Expr Expand(Expr x) => 1f / (1f + Functions.Exp(-x));

    public override Expr Derivative(Expr x, Expr y) => y * (1f - y);
}
