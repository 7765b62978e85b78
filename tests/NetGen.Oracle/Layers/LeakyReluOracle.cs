using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>x where positive, slope · x elsewhere</summary>
public sealed class LeakyReluOracle : ElementwiseOracle
{
    public override string Keyword => "leakyrelu";

    protected override double Value(Arguments arguments, double x) => x > 0 ? x : arguments.Double("slope") * x;

    protected override double Derivative(Arguments arguments, double x) => x > 0 ? 1 : arguments.Double("slope");
}
