namespace NetGen.Compiler.Scalars;

/// <summary>
/// eˣ - 1 without cancellation near 0: 2ⁿ·(eʳ - 1) + (2ⁿ - 1). eʳ - 1 is a polynomial of degree 6 with linear term r, fitted for the least largest
/// relative error (1.3e-8) by Lawson's iteration in 30-digit arithmetic.
/// </summary>
public sealed record ExponentialMinusOne() : ScalarFunction("expm1")
{
    public override Expr Expand(Expr x)
    {
        // Half the result is computed, so that 2ⁿ does not overflow before the result does.
        (Expr shifted, Expr r) = Exponential.Reduce(Expr.Max(-20f, Expr.Min(89f, x)), bias: 126);
        Expr tail = Functions.Polynomial(r, 0.499999981211f, 0.166665421803f, 0.0416672062969f, 0.00836671418893f, 0.00138824689594f);
        Expr power = Expr.MultiplyAdd(tail, r * r, r);
        Expr scale = Expr.BitsFloat(Expr.ShiftLeft(Expr.FloatBits(shifted), 23));
        Expr half = Expr.MultiplyAdd(scale, power, scale - 0.5f);
        return half + half;
    }

    public override Expr Derivative(Expr x, Expr y) => y + 1f;
}
