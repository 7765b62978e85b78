namespace NetGen.Compiler.Scalars;

/// <summary>The elementary functions, as polynomials and rationals in vector operations: the same code on every target.</summary>
public static class Functions
{
    public static Expr Exp(Expr x) => Expr.Call(new Exponential(), x);
    public static Expr Log(Expr x) => Expr.Call(new Logarithm(), x);
    public static Expr Tanh(Expr x) => Expr.Call(new HyperbolicTangent(), x);
    public static Expr Sigmoid(Expr x) => Expr.Call(new Logistic(), x);
    public static Expr ExpM1(Expr x) => Expr.Call(new ExponentialMinusOne(), x);
    public static Expr Log1P(Expr x) => Expr.Call(new LogarithmOfOnePlus(), x);
    public static Expr Softplus(Expr x) => Expr.Call(new SoftplusFunction(), x);
    public static Expr Erf(Expr x) => Expr.Call(new ErrorFunction(), x);

    /// <summary>x to a constant power, for x &gt; 0.</summary>
    public static Expr Power(Expr x, float exponent) => Expr.Call(new PowerFunction(exponent), x);

    /// <summary>x, through which no gradient flows.</summary>
    public static Expr Detach(Expr x) => Expr.Call(new Detached(), x);

    public static Expr Floor(Expr x) => Expr.Call(new Floor(), x);

    public static Expr Square(Expr x) => x * x;

    /// <summary>c[0] + c[1]·x + c[2]·x² + …, by Horner's rule in fused multiply-adds.</summary>
    internal static Expr Polynomial(Expr x, params float[] c)
    {
        Expr sum = c[c.Length - 1];
        for (int i = c.Length - 2; i >= 0; i--) sum = Expr.MultiplyAdd(sum, x, c[i]);
        return sum;
    }
}
