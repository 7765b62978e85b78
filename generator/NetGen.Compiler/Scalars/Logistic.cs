namespace NetGen.Compiler.Scalars;

/// <summary>σ(x) = 1/(1 + e⁻ˣ), and eˣ/(1 + eˣ) for negative x: the power is at most 1, so nothing overflows and the tail keeps its digits.</summary>
public sealed record Logistic() : ScalarFunction("sigmoid")
{
    public override Expr Expand(Expr x)
    {
        Expr power = Exponential.OfNegative(-Expr.Abs(x));
        return Expr.Select(Expr.Less(x, 0f), power, 1f) / (1f + power);
    }

    public override Expr Derivative(Expr x, Expr y) => y * (1f - y);
}
