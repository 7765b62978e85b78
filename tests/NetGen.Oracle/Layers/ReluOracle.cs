using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>max(0, x); the derivative at 0 is 0</summary>
public sealed class ReluOracle : ElementwiseOracle
{
    public override string Keyword => "relu";

    protected override double Value(Arguments arguments, double x) => x > 0 ? x : 0;

    protected override double Derivative(Arguments arguments, double x) => x > 0 ? 1 : 0;
}
