using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)</summary>
public sealed class TanhOracle : ElementwiseOracle
{
    public override string Keyword => "tanh";

    protected override double Value(Arguments arguments, double x) => Math.Tanh(x);

    protected override double Derivative(Arguments arguments, double x) => 1 - (Math.Tanh(x) * Math.Tanh(x));
}
