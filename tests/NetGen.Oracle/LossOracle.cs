using NetGen.Compiler;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle;

/// <summary>A loss of one example by its definition, and its gradient by hand. Labels are whole numbers in the target's doubles.</summary>
public abstract class LossOracle
{
    public abstract string Keyword { get; }

    public abstract double Loss(Arguments arguments, Shape shape, double[] prediction, double[] target);

    /// <summary>The gradient by the prediction.</summary>
    public abstract double[] Gradient(Arguments arguments, Shape shape, double[] prediction, double[] target);
}
