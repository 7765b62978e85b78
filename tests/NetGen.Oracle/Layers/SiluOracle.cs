using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>x / (1 + e^(−βx))</summary>
public abstract class SigmoidWeightedOracle : ElementwiseOracle
{
    protected abstract double Beta(Arguments arguments);

    protected override double Value(Arguments arguments, double x) => x / (1 + Math.Exp(-Beta(arguments) * x));

    protected override double Derivative(Arguments arguments, double x)
    {
        double power = Math.Exp(-Beta(arguments) * x);
        return (1 + power + (Beta(arguments) * x * power)) / ((1 + power) * (1 + power));
    }
}

public sealed class SiluOracle : SigmoidWeightedOracle
{
    public override string Keyword => "silu";

    protected override double Beta(Arguments arguments) => 1;
}

public sealed class SwishOracle : SigmoidWeightedOracle
{
    public override string Keyword => "swish";

    protected override double Beta(Arguments arguments) => arguments.Double("beta");
}
