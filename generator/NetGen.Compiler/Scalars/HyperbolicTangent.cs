namespace NetGen.Compiler.Scalars;

/// <summary>tanh x = sign(x)·(1 - 2/(e²ˣ+1)) for large |x|, its Taylor series for small.</summary>
public sealed record HyperbolicTangent() : ScalarFunction("tanh")
{
    public override Expr Expand(Expr x)
    {
        Expr x2 = x * x;
        Expr small = Expr.MultiplyAdd(x * x2, Functions.Polynomial(x2, -1f / 3, 2f / 15, -17f / 315, 62f / 2835, -1382f / 155925, 21844f / 6081075), x);
        Expr large = 1f - (2f / (Functions.Exp(2f * x) + 1f));
        return Expr.Select(Expr.Less(Expr.Abs(x), 0.5f), small, large);
    }

    public override Expr Derivative(Expr x, Expr y) => 1f - (y * y);
}
