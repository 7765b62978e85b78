namespace NetGen.Compiler.Scalars;

/// <summary>
/// A function of one scalar with a name: exp, tanh, every activation. Records, so that equal functions with equal constants are equal.
/// </summary>
public abstract record ScalarFunction(string Name)
{
    /// <summary>The function in simpler operations.</summary>
    public abstract Expr Expand(Expr x);

    /// <summary>
    /// dy/dx, from the input <paramref name="x"/> or the output <paramref name="y"/>. What it uses is what the forward pass keeps, so the
    /// output is the better choice where both serve.
    /// </summary>
    public abstract Expr Derivative(Expr x, Expr y);
}
