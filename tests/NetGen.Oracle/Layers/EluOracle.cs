using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>x where positive, α · (eˣ − 1) elsewhere</summary>
public sealed class EluOracle : ElementwiseOracle
{
    public override string Keyword => "elu";

    protected override double Value(Arguments arguments, double x) => x > 0 ? x : arguments.Double("alpha") * (Math.Exp(x) - 1);

    protected override double Derivative(Arguments arguments, double x) => x > 0 ? 1 : arguments.Double("alpha") * Math.Exp(x);
}
