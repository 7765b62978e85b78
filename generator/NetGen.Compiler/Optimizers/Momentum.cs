using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Gradient descent with momentum.</summary>
public sealed class Momentum : Optimizer
{
    public override Signature Signature { get; } = new("momentum", "Gradient descent with momentum.", "v ← rho·v + g; x ← x - lr·v",
        [Rates.LearningRateArgument(1e-2), Rates.Decay("rho", "how much of the velocity stays", 0.9)])
    {
        Source = "Polyak: Some Methods of Speeding up the Convergence of Iteration Methods, 1964; CS231n notes; torch.optim.SGD(momentum)",
    };

    public override int States(Arguments arguments) => 1;

    public override OptimizerStep Step(Arguments arguments, Expr parameter, Expr gradient, Seq<Expr> states, WeightDecay decay)
    {
        Expr velocity = Expr.MultiplyAdd(states[0], arguments.Float("rho"), Rates.Decayed(gradient, parameter, decay));
        return new(Expr.MultiplyAdd(-Rates.LearningRate, velocity, parameter), [velocity]);
    }
}
