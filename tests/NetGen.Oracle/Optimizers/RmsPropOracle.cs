using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Optimizers;

/// <summary>s ← ρ · s + (1 − ρ) · g²; θ ← θ − lr · g / (√s + ε)</summary>
public sealed class RmsPropOracle : OptimizerOracle
{
    public override string Keyword => "rmsprop";

    public override double Step(Arguments arguments, double learningRate, double pull, int step, double parameter, double gradient, double[] states)
    {
        double g = gradient + pull, keep = arguments.Double("decay");
        states[0] = (keep * states[0]) + ((1 - keep) * g * g);
        return parameter - (learningRate * g / (Math.Sqrt(states[0]) + arguments.Double("eps")));
    }
}
