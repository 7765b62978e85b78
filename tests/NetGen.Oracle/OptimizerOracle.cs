using NetGen.Compiler.Binding;

namespace NetGen.Oracle;

/// <summary>An optimizer by its formula, for one number.</summary>
public abstract class OptimizerOracle
{
    public abstract string Keyword { get; }

    /// <summary>The new parameter. The states start at zero and are changed in place; <paramref name="step"/> is 1 at the first update.</summary>
    /// <param name="pull">The gradient of the weight decay's penalty at the parameter.</param>
    public abstract double Step(Arguments arguments, double learningRate, double pull, int step, double parameter, double gradient, double[] states);
}
