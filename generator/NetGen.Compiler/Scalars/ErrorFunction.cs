namespace NetGen.Compiler.Scalars;

/// <summary>
/// erf x = x·P(x²) for |x| ≤ 0.9, P of degree 5, and ±(1 - 1/W(|x|)⁸) beyond, W of degree 7 up to 3.9; at 4 it is 1 in float: the part that is
/// approximated is small against 1, so its error is too. Fitted for the least largest error of the result (1.2e-8 and 1.7e-8) by Lawson's iteration in
/// 40-digit arithmetic.
/// </summary>
public sealed record ErrorFunction() : ScalarFunction("erf")
{
    const float Split = 0.9f;
    const float TwoOverSqrtPi = 1.12837917f;

    public override Expr Expand(Expr x)
    {
        Expr t = Expr.Min(4f, Expr.Abs(x)); // the variable second: NaN passes through
        Expr near = x * Functions.Polynomial(t * t, 1.12837915371f, -0.376125232359f, 0.112821406573f, -0.0267789039279f, 0.00501195769676f, -0.000609035248032f);
        Expr w = Functions.Polynomial(
            t, 0.997982925952f, 0.152206980574f, 0.0632179205349f, 0.0589087057238f, -0.0236563019099f, 0.0142647116641f, -0.00329656798564f, 0.000483722423794f);
        Expr w2 = w * w, w4 = w2 * w2;
        Expr far = 1f - (1f / (w4 * w4));
        return Expr.Select(Expr.Less(Split, t), Expr.Select(Expr.Less(x, 0f), -far, far), near);
    }

    public override Expr Derivative(Expr x, Expr y) => TwoOverSqrtPi * Functions.Exp(-(x * x));
}
