namespace NetGen.Compiler.Scalars;

/// <summary>
/// ln x = k·ln2 + ln(1 + f) with √½ ≤ 1 + f &lt; √2. ln(1 + f) is f - f²/2 + f³·P(f), P of degree 6 fitted for the least largest relative error (3.1e-8)
/// by Lawson's iteration in 30-digit arithmetic. Zero gives -∞, negative numbers NaN.
/// </summary>
public sealed record Logarithm() : ScalarFunction("log")
{
    const int SqrtHalf = 0x3f3504f3;

    public override Expr Expand(Expr x)
    {
        // The exponent field of subnormal numbers says nothing: they are scaled first.
        Expr subnormal = Expr.Less(x, 1.17549435e-38f);
        (Expr offset, Expr mantissa) = Split(Expr.Select(subnormal, x * 8388608f, x));
        Expr k = Expr.ToFloat(Expr.ShiftRight(offset, 23)) + Expr.Select(subnormal, -23f, 0f);
        Expr result = Sum(mantissa - 1f, k);
        // Infinity and NaN pass through; zero and negative numbers are what mathematics says.
        result = Expr.Select(Expr.Less(x, float.PositiveInfinity), result, x);
        return Expr.Select(Expr.Less(0f, x), result, Expr.Select(Expr.Equal(x, 0f), float.NegativeInfinity, x + float.NaN));
    }

    public override Expr Derivative(Expr x, Expr y) => 1f / x;

    /// <summary>Bits of x less those of √½, whose exponent field is k; and the mantissa, √½ … √2.</summary>
    internal static (Expr Offset, Expr Mantissa) Split(Expr x)
    {
        Expr offset = Expr.IntSubtract(Expr.FloatBits(x), Expr.Bits(SqrtHalf));
        return (offset, Expr.BitsFloat(Expr.IntAdd(Expr.And(offset, Expr.Bits(0x007fffff)), Expr.Bits(SqrtHalf))));
    }

    /// <summary>k·ln2 + ln(1 + f), ln2 in two parts.</summary>
    internal static Expr Sum(Expr f, Expr k)
    {
        Expr tail = Functions.Polynomial(f, -0.5f, 0.333339107634f, -0.250013370582f, 0.199630626742f, -0.165775850956f, 0.149147815596f, -0.142674800748f, 0.0870037983025f);
        Expr low = Expr.MultiplyAdd(tail, f * f, k * -2.12194440e-4f);
        return Expr.MultiplyAdd(k, 0.693359375f, f + low);
    }
}
