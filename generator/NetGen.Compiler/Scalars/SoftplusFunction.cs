namespace NetGen.Compiler.Scalars;

/// <summary>log(1 + eˣ), in a form that does not overflow.</summary>
public sealed record SoftplusFunction() : ScalarFunction("softplus")
{
    public override Expr Expand(Expr x) => Expr.Max(0f, x) + LogarithmOfOnePlus.Finite(Exponential.OfNegative(-Expr.Abs(x)));

    // The input rather than 1 - e⁻ʸ, which is 0 long before the sigmoid is.
    public override Expr Derivative(Expr x, Expr y) => Functions.Sigmoid(x);
}
