using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Optimizers;

/// <summary>θ ← θ − lr · g</summary>
public sealed class SgdOracle : OptimizerOracle
{
    public override string Keyword => "sgd";

    public override double Step(Arguments arguments, double learningRate, double pull, int step, double parameter, double gradient, double[] states) =>
        parameter - (learningRate * (gradient + pull));
}
