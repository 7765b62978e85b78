using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>a · (eˢˣ − e⁻ˢˣ) / (eˢˣ + e⁻ˢˣ)</summary>
public sealed class TanhOracle : ElementwiseOracle
{
    public override string Keyword => "tanh";

    protected override double Value(Arguments arguments, double x) => arguments.Double("amplitude") * Math.Tanh(arguments.Double("slope") * x);

    protected override double Derivative(Arguments arguments, double x)
    {
        double bend = Math.Tanh(arguments.Double("slope") * x);
        return arguments.Double("amplitude") * arguments.Double("slope") * (1 - (bend * bend));
    }
}
