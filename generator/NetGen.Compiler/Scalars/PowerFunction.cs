using System;
using System.Globalization;

namespace NetGen.Compiler.Scalars;

/// <summary>x to a constant power, for x &gt; 0: by square roots where the exponent is a number of quarters, else by way of the logarithm.</summary>
public sealed record PowerFunction(float Exponent) : ScalarFunction("pow" + Exponent.ToString("R", CultureInfo.InvariantCulture))
{
    /// <summary>Largest exponent that is multiplied out.</summary>
    const int Multiplied = 4;

    public override Expr Expand(Expr x)
    {
        float quarters = Math.Abs(Exponent) * 4;
        if (quarters != (float)Math.Floor(quarters) || quarters > Multiplied * 4) return Functions.Exp(Exponent * Functions.Log(x));
        Expr power = 1f, root = Expr.Sqrt(x);
        for (int i = 0; i < (int)quarters / 4; i++) power *= x;
        if (((int)quarters & 2) != 0) power *= root;
        if (((int)quarters & 1) != 0) power *= Expr.Sqrt(root);
        return Exponent < 0 ? 1f / power : power;
    }

    public override Expr Derivative(Expr x, Expr y) => Exponent * (y / x);
}
