using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>1 / (1 + e⁻ˣ)</summary>
public sealed class SigmoidOracle : ElementwiseOracle
{
    public override string Keyword => "sigmoid";

    protected override double Value(Arguments arguments, double x) => 1 / (1 + Math.Exp(-x));

    protected override double Derivative(Arguments arguments, double x) => Value(arguments, x) * (1 - Value(arguments, x));
}
