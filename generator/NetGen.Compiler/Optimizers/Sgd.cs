using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Stochastic gradient descent.</summary>
public sealed class Sgd : Optimizer
{
    public override Signature Signature { get; } = new("sgd", "Stochastic gradient descent.", "x ← x - lr·g", [Rates.LearningRateArgument(1e-2)])
    {
        Source = "CS231n notes; torch.optim.SGD",
    };

    public override int States(Arguments arguments) => 0;

    public override OptimizerStep Step(Arguments arguments, Expr parameter, Expr gradient, Seq<Expr> states, WeightDecay decay) =>
        new(Expr.MultiplyAdd(-Rates.LearningRate, Rates.Decayed(gradient, parameter, decay), parameter), []);
}
