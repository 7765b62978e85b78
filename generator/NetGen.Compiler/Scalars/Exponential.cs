namespace NetGen.Compiler.Scalars;

/// <summary>
/// eˣ = 2ⁿ·eʳ with n = round(x·log₂e) and |r| ≤ ln2/2; eʳ by its Taylor polynomial of degree 7 (remainder below 1e-9).
/// </summary>
public sealed record Exponential() : ScalarFunction("exp")
{
    public override Expr Expand(Expr x)
    {
        // Outside these bounds the result is 0 or infinity in float anyway; clamping keeps n within the exponent's field.
        Expr clamped = Expr.Max(-87.33654f, Expr.Min(88.72283f, x)); // x second: NaN passes through
        // Adding 1.5·2²³ rounds to the nearest whole number, which then stands in the low bits.
        const float shift = 12582912f;
        Expr shifted = Expr.MultiplyAdd(clamped, 1.44269504f, shift);
        Expr n = shifted - shift;
        Expr r = Expr.MultiplyAdd(n, -0.693359375f, clamped);
        r = Expr.MultiplyAdd(n, 2.12194440e-4f, r);
        Expr p = Functions.Polynomial(r, 1f, 1f, 1f / 2, 1f / 6, 1f / 24, 1f / 120, 1f / 720, 1f / 5040);
        // 2ⁿ in two factors' worth of care: n reaches 128, whose exponent field is that of infinity, so half of it goes in first.
        Expr exponent = Expr.ShiftLeft(Expr.FloatBits(shifted), 23);
        Expr scaled = Expr.BitsFloat(Expr.IntAdd(Expr.FloatBits(p), exponent));
        return Expr.Select(Expr.Less(x, -87.33654f), 0f, Expr.Select(Expr.Less(88.72283f, x), float.PositiveInfinity, scaled));
    }

    public override Expr Derivative(Expr x, Expr y) => y;
}
