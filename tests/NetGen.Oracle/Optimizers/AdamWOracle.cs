using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Optimizers;

/// <summary>Adam with decoupled decay: θ ← θ − lr · pull, then Adam's step on the gradient alone.</summary>
public sealed class AdamWOracle : OptimizerOracle
{
    public override string Keyword => "adamw";

    public override double Step(Arguments arguments, double learningRate, double pull, int step, double parameter, double gradient, double[] states) =>
        new AdamOracle().Step(arguments, learningRate, 0, step, parameter, gradient, states) - (learningRate * pull);
}
