namespace NetGen.Compiler.Scalars;

/// <summary>ln(1 + x) without cancellation near 0.</summary>
public sealed record LogarithmOfOnePlus() : ScalarFunction("log1p")
{
    public override Expr Expand(Expr x) => Functions.Log(1f + x);

    public override Expr Derivative(Expr x, Expr y) => 1f / (1f + x);
}
