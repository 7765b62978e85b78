using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Optimizers;

/// <summary>v ← μ · v + g; θ ← θ − lr · v</summary>
public sealed class MomentumOracle : OptimizerOracle
{
    public override string Keyword => "momentum";

    public override double Step(Arguments arguments, double learningRate, double pull, int step, double parameter, double gradient, double[] states)
    {
        states[0] = (arguments.Double("rho") * states[0]) + gradient + pull;
        return parameter - (learningRate * states[0]);
    }
}
