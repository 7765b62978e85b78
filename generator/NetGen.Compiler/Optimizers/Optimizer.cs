using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>
/// An optimizer: one file. A scalar expression over parameter, gradient and state; the compiler makes one fused loop of it over the network's flat
/// parameter buffer.
/// </summary>
public abstract class Optimizer
{
    public abstract Signature Signature { get; }

    /// <summary>How many floats of state each parameter has; they start at zero.</summary>
    public abstract int States(Arguments arguments);

    /// <summary>
    /// The update. <c>Uniform("lr")</c> is the learning rate; other uniforms are declared by <see cref="Uniforms"/>.
    /// <paramref name="decay"/> is the weight decay of this parameter (zeros where none).
    /// </summary>
    public abstract OptimizerStep Step(Arguments arguments, Expr parameter, Expr gradient, Seq<Expr> states, WeightDecay decay);

    /// <summary>Numbers that depend on the step only, as C# expressions of <c>step</c> (a double, 1 at the first update): name and text.</summary>
    public virtual Seq<(string Name, string CSharp)> Uniforms(Arguments arguments) => [];
}

/// <summary>New parameter and new states.</summary>
public sealed record OptimizerStep(Expr Parameter, Seq<Expr> States);
