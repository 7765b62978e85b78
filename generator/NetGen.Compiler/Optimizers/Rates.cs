using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Arguments and terms that optimizers share.</summary>
static class Rates
{
    public static Expr LearningRate => Expr.Uniform("lr");

    public static Argument LearningRateArgument(double byDefault) => Argument.Float("lr", "learning rate", byDefault) with { Minimum = 0, MinimumIsExclusive = true };

    public static Argument Epsilon => Argument.Float("eps", "keeps the quotient finite; added to the root", 1e-7) with { Minimum = 0, MinimumIsExclusive = true };

    /// <summary>The weight of the past in a moving average. It must stay below 1.</summary>
    public static Argument Decay(string name, string summary, double byDefault) => Argument.Float(name, summary, byDefault) with { Minimum = 0, Maximum = 0.999999 };

    /// <summary>Gradient of the loss with its penalty: g + l2·x + l1·sign(x).</summary>
    public static Expr Decayed(Expr gradient, Expr parameter, WeightDecay decay) =>
        (decay.L2 == 0 ? gradient : Expr.MultiplyAdd(parameter, decay.L2, gradient)) + decay.OfSign(parameter);

    /// <summary>decay·average + (1 - decay)·value.</summary>
    public static Expr Average(double decay, Expr average, Expr value) => Expr.MultiplyAdd(average, (float)decay, (float)(1 - decay) * value);
}
