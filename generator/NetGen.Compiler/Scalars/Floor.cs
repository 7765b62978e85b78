namespace NetGen.Compiler.Scalars;

/// <summary>The largest whole number that is not above x, for |x| below 2²²; its derivative is 0.</summary>
public sealed record Floor() : ScalarFunction("floor")
{
    public override Expr Expand(Expr x)
    {
        // Adding 1.5·2²³ rounds to a whole number.
        const float shift = 12582912f;
        Expr nearest = (x + shift) - shift;
        return nearest - Expr.Select(Expr.Less(x, nearest), 1f, 0f);
    }

    public override Expr Derivative(Expr x, Expr y) => 0f;
}
