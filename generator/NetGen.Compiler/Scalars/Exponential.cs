namespace NetGen.Compiler.Scalars;

/// <summary>
/// eˣ = 2ⁿ·eʳ with n = round(x·log₂e) and |r| ≤ ln2/2. eʳ is a polynomial of degree 5, fitted for the least largest relative error (9.3e-8) with the
/// constant term 1, by Lawson's iteration in 30-digit arithmetic.
/// </summary>
public sealed record Exponential() : ScalarFunction("exp")
{
    /// <summary>Below this, eˣ is 0 in float, subnormal numbers included.</summary>
    const float Lowest = -104f;

    /// <summary>Above this, eˣ is infinity.</summary>
    const float Highest = 89f;

    public override Expr Expand(Expr x) => Unbounded(Expr.Max(Lowest, Expr.Min(Highest, x))); // x second: NaN passes through

    public override Expr Derivative(Expr x, Expr y) => y;

    /// <summary>eˣ for x ≤ 0.</summary>
    internal static Expr OfNegative(Expr x) => Unbounded(Expr.Max(Lowest, x));

    static Expr Unbounded(Expr x)
    {
        (Expr shifted, Expr r) = Reduce(x, bias: 254);
        Expr power = Functions.Polynomial(r, 1f, 0.999999701889f, 0.499991393452f, 0.166676478657f, 0.041899313923f, 0.00829005674121f);
        // 2ⁿ as two factors, so that n may go from where the result is subnormal, and rounds once, to where it is infinite. The bias of both
        // exponents stands in the low bits already; the bits above are shifted out.
        Expr exponents = Expr.FloatBits(shifted), half = Expr.ShiftRight(exponents, 1);
        Expr Factor(Expr exponent) => Expr.BitsFloat(Expr.ShiftLeft(exponent, 23));
        return power * Factor(half) * Factor(Expr.IntSubtract(exponents, half));
    }

    /// <summary>n, plus <paramref name="bias"/>, in the low bits of the first result, and r = x - n·ln2.</summary>
    internal static (Expr Shifted, Expr R) Reduce(Expr x, int bias)
    {
        // Adding 1.5·2²³ rounds to a whole number.
        float shift = 12582912f + bias;
        Expr shifted = Expr.MultiplyAdd(x, 1.44269504f, shift);
        Expr n = shifted - shift;
        // ln2 in two parts, the first so short that its product with n is exact.
        Expr r = Expr.MultiplyAdd(n, -0.693359375f, x);
        return (shifted, Expr.MultiplyAdd(n, 2.12194440e-4f, r));
    }
}
