namespace NetGen.Compiler.Scalars;

/// <summary>eˣ - 1 without cancellation near 0.</summary>
public sealed record ExponentialMinusOne() : ScalarFunction("expm1")
{
    public override Expr Expand(Expr x) => Functions.Exp(x) - 1f;

    public override Expr Derivative(Expr x, Expr y) => y + 1f;
}
