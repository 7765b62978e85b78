using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Optimizers;

/// <summary>m ← β₁ · m + (1 − β₁) · g; v ← β₂ · v + (1 − β₂) · g²; θ ← θ − lr · m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)</summary>
public sealed class AdamOracle : OptimizerOracle
{
    public override string Keyword => "adam";

    public override double Step(Arguments arguments, double learningRate, double pull, int step, double parameter, double gradient, double[] states)
    {
        double g = gradient + pull, beta1 = arguments.Double("beta1"), beta2 = arguments.Double("beta2");
        states[0] = (beta1 * states[0]) + ((1 - beta1) * g);
        states[1] = (beta2 * states[1]) + ((1 - beta2) * g * g);
        double mean = states[0] / (1 - Math.Pow(beta1, step)), square = states[1] / (1 - Math.Pow(beta2, step));
        return parameter - (learningRate * mean / (Math.Sqrt(square) + arguments.Double("eps")));
    }
}
