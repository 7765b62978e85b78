using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Factors of the penalties of a parameter, 0 where there is none: <paramref name="L2"/>·x²/2 and <paramref name="L1"/>·|x|.</summary>
public readonly record struct WeightDecay(float L2, float L1)
{
    /// <summary>The gradient of the L1 penalty: l1·sign(x), which is 0 at 0.</summary>
    public Expr OfSign(Expr parameter)
    {
        float l1 = L1;
        return l1 == 0 ? 0f : Expr.Select(Expr.Greater(parameter, 0f), l1, Expr.Select(Expr.Less(parameter, 0f), -l1, 0f));
    }
}
