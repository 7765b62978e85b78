using System.Globalization;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Moving averages of the gradient and its square, corrected for their start at zero.</summary>
public abstract class AdamBase : Optimizer
{
    protected static Seq<Argument> AdamArguments { get; } =
    [
        Rates.LearningRateArgument(1e-3),
        Rates.Decay("beta1", "how much of the mean gradient stays", 0.9),
        Rates.Decay("beta2", "how much of the mean square stays", 0.999),
        Rates.Epsilon,
    ];

    public sealed override int States(Arguments arguments) => 2;

    // With m̂ = m/(1 - β₁ᵗ) and v̂ = v/(1 - β₂ᵗ), lr·m̂/(√v̂ + eps) = (lr·first)·m/(√v·second + eps): the corrections cost one multiply-add for each element.
    public sealed override Seq<(string Name, string CSharp)> Uniforms(Arguments arguments)
    {
        string Power(string beta) => $"global::System.Math.Pow({arguments.Double(beta).ToString("R", CultureInfo.InvariantCulture)}, step)";
        return [("first", $"1 / (1 - {Power("beta1")})"), ("second", $"1 / global::System.Math.Sqrt(1 - {Power("beta2")})")];
    }

    /// <summary>The step from <paramref name="start"/>, which is the parameter or what decay left of it.</summary>
    protected static OptimizerStep Adapt(Arguments arguments, Expr start, Expr gradient, Seq<Expr> states)
    {
        Expr mean = Rates.Average(arguments.Double("beta1"), states[0], gradient);
        Expr square = Rates.Average(arguments.Double("beta2"), states[1], gradient * gradient);
        Expr root = Expr.MultiplyAdd(Expr.Sqrt(square), Expr.Uniform("second"), arguments.Float("eps"));
        return new(start - (Rates.LearningRate * Expr.Uniform("first") * mean / root), [mean, square]);
    }
}
