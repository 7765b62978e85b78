namespace NetGen.Compiler.Scalars;

/// <summary>ln(1 + x) without cancellation near 0: the logarithm of the rounded sum, with what rounding lost put back before it is taken.</summary>
public sealed record LogarithmOfOnePlus() : ScalarFunction("log1p")
{
    public override Expr Expand(Expr x)
    {
        Expr result = Expr.Select(Expr.Less(x, float.PositiveInfinity), Finite(x), x);
        return Expr.Select(Expr.Less(-1f, x), result, Expr.Select(Expr.Equal(x, -1f), float.NegativeInfinity, x + float.NaN));
    }

    public override Expr Derivative(Expr x, Expr y) => 1f / (1f + x);

    /// <summary>For finite x above -1, and NaN.</summary>
    internal static Expr Finite(Expr x)
    {
        Expr sum = 1f + x;
        Expr lost = x - (sum - 1f);
        (Expr offset, Expr mantissa) = Logarithm.Split(sum);
        // 2·2⁻ᵏ: with the factor 2 it is a number, 0 at last, for every k up to 128.
        Expr scale = Expr.BitsFloat(Expr.IntSubtract(Expr.Bits(0x40000000), Expr.And(offset, Expr.Bits(unchecked((int)0xff800000)))));
        return Logarithm.Sum(Expr.MultiplyAdd(lost * 0.5f, scale, mantissa - 1f), Expr.ToFloat(Expr.ShiftRight(offset, 23)));
    }
}
