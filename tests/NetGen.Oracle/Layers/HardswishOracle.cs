using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>x · min(max(x + 3, 0), 6) / 6</summary>
public sealed class HardswishOracle : ElementwiseOracle
{
    public override string Keyword => "hardswish";

    protected override double Value(Arguments arguments, double x) => x * Math.Min(Math.Max(x + 3, 0), 6) / 6;

    protected override double Derivative(Arguments arguments, double x) => x < -3 ? 0 : x > 3 ? 1 : (x / 3) + 0.5;
}
