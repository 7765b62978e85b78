using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>scale · (x where positive, α · (eˣ − 1) elsewhere), with the constants of the paper in full</summary>
public sealed class SeluOracle : ElementwiseOracle
{
    public override string Keyword => "selu";

    protected override double Value(Arguments arguments, double x) => Scale * (x > 0 ? x : Alpha * (Math.Exp(x) - 1));

    protected override double Derivative(Arguments arguments, double x) => Scale * (x > 0 ? 1 : Alpha * Math.Exp(x));

    const double Scale = 1.0507009873554804934193349852946;
    const double Alpha = 1.6732632423543772848170429916717;
}
