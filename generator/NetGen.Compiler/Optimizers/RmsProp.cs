using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Gradients divided by their recent magnitude.</summary>
public sealed class RmsProp : Optimizer
{
    public override Signature Signature { get; } = new("rmsprop", "Gradients divided by their recent magnitude.", "s ← decay·s + (1 - decay)·g²; x ← x - lr·g/(√s + eps)",
        [Rates.LearningRateArgument(1e-3), Rates.Decay("decay", "how much of the mean square stays", 0.9), Rates.Epsilon])
    {
        ClassName = "RmsProp",
        Source = "Tieleman, Hinton: Lecture 6.5 of Neural Networks for Machine Learning, 2012; CS231n notes; torch.optim.RMSprop",
    };

    public override int States(Arguments arguments) => 1;

    public override OptimizerStep Step(Arguments arguments, Expr parameter, Expr gradient, Seq<Expr> states, WeightDecay decay)
    {
        Expr g = Rates.Decayed(gradient, parameter, decay);
        Expr square = Rates.Average(arguments.Double("decay"), states[0], g * g);
        return new(parameter - (Rates.LearningRate * g / (Expr.Sqrt(square) + arguments.Float("eps"))), [square]);
    }
}
