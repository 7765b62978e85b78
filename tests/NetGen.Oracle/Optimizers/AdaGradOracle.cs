using System;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Optimizers;

/// <summary>s ← s + g²; θ ← θ − lr · g / (√s + ε)</summary>
public sealed class AdaGradOracle : OptimizerOracle
{
    public override string Keyword => "adagrad";

    public override double Step(Arguments arguments, double learningRate, double pull, int step, double parameter, double gradient, double[] states)
    {
        double g = gradient + pull;
        states[0] += g * g;
        return parameter - (learningRate * g / (Math.Sqrt(states[0]) + arguments.Double("eps")));
    }
}
