namespace NetGen.Compiler.Scalars;

/// <summary>ln x = e·ln2 + ln m with √½ ≤ m &lt; √2, and ln m = 2·artanh(s), s = (m-1)/(m+1), by its odd series. Zero gives -∞, negative numbers NaN.</summary>
public sealed record Logarithm() : ScalarFunction("log")
{
    public override Expr Expand(Expr x)
    {
        const int sqrtHalf = 0x3f3504f3;
        Expr offset = Expr.IntSubtract(Expr.FloatBits(x), Expr.Bits(sqrtHalf));
        Expr exponent = Expr.ToFloat(Expr.ShiftRight(offset, 23));
        Expr mantissa = Expr.BitsFloat(Expr.IntAdd(Expr.And(offset, Expr.Bits(0x007fffff)), Expr.Bits(sqrtHalf)));
        Expr s = (mantissa - 1f) / (mantissa + 1f);
        Expr s2 = s * s;
        Expr series = s * Functions.Polynomial(s2, 2f, 2f / 3, 2f / 5, 2f / 7, 2f / 9, 2f / 11);
        Expr result = Expr.MultiplyAdd(exponent, 0.693359375f, Expr.MultiplyAdd(exponent, -2.12194440e-4f, series));
        // Infinity and NaN pass through; zero and negative numbers are what mathematics says.
        result = Expr.Select(Expr.Less(x, float.PositiveInfinity), result, x);
        return Expr.Select(Expr.Less(0f, x), result, Expr.Select(Expr.Equal(x, 0f), float.NegativeInfinity, float.NaN));
    }

    public override Expr Derivative(Expr x, Expr y) => 1f / x;
}
