using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>log(1 + eˣ), written so that eˣ does not overflow</summary>
public sealed class SoftplusOracle : ElementwiseOracle
{
    public override string Keyword => "softplus";

    protected override double Value(Arguments arguments, double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    protected override double Derivative(Arguments arguments, double x) => 1 / (1 + Math.Exp(-x));
}
