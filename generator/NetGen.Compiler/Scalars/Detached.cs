namespace NetGen.Compiler.Scalars;

/// <summary>Its argument, but constant to differentiation: for what is known to cancel, such as the maximum a softmax subtracts. Costs nothing.</summary>
public sealed record Detached() : ScalarFunction("detach")
{
    public override Expr Expand(Expr x) => x;

    public override Expr Derivative(Expr x, Expr y) => 0f;
}
