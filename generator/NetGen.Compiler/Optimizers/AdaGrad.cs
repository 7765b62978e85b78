using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Learning rates that shrink with the gradients seen.</summary>
public sealed class AdaGrad : Optimizer
{
    public override Signature Signature { get; } = new("adagrad",
        "A learning rate for each parameter, which shrinks with the gradients seen.", "s ← s + g²; x ← x - lr·g/(√s + eps)",
        [Rates.LearningRateArgument(1e-2), Rates.Epsilon])
    {
        ClassName = "AdaGrad",
        Source = "Duchi, Hazan, Singer: Adaptive Subgradient Methods for Online Learning, 2011; CS231n notes; torch.optim.Adagrad",
    };

    public override int States(Arguments arguments) => 1;

    public override OptimizerStep Step(Arguments arguments, Expr parameter, Expr gradient, Seq<Expr> states, WeightDecay decay)
    {
        Expr g = Rates.Decayed(gradient, parameter, decay);
        Expr sum = Expr.MultiplyAdd(g, g, states[0]);
        return new(parameter - (Rates.LearningRate * g / (Expr.Sqrt(sum) + arguments.Float("eps"))), [sum]);
    }
}
