using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Momentum with Nesterov's correction.</summary>
public sealed class Nesterov : Optimizer
{
    public override Signature Signature { get; } = new("nesterov",
        "Momentum with Nesterov's correction. Both forms take the same steps as long as the learning rate stays the same.",
        "notes: v' ← rho·v - lr·g; x ← x - rho·v + (1 + rho)·v'. pytorch: v ← rho·v + g; x ← x - lr·(g + rho·v)",
        [
            Rates.LearningRateArgument(1e-2),
            Rates.Decay("rho", "how much of the velocity stays", 0.9),
            Argument.Word("form", "notes: the velocity holds the learning rate of its time; pytorch: the present one applies to all of it", "notes", "pytorch"),
        ])
    {
        Source = "Nesterov, 1983; Sutskever et al.: On the Importance of Initialization and Momentum in Deep Learning, 2013; CS231n notes; torch.optim.SGD(nesterov)",
    };

    public override int States(Arguments arguments) => 1;

    public override OptimizerStep Step(Arguments arguments, Expr parameter, Expr gradient, Seq<Expr> states, WeightDecay decay)
    {
        float rho = arguments.Float("rho");
        Expr g = Rates.Decayed(gradient, parameter, decay), v = states[0], lr = Rates.LearningRate;
        if (arguments.Word("form") == "pytorch")
        {
            Expr sum = Expr.MultiplyAdd(v, rho, g);
            return new(Expr.MultiplyAdd(-lr, Expr.MultiplyAdd(sum, rho, g), parameter), [sum]);
        }
        Expr velocity = Expr.MultiplyAdd(v, rho, -lr * g);
        return new(Expr.MultiplyAdd(velocity, 1 + rho, Expr.MultiplyAdd(v, -rho, parameter)), [velocity]);
    }
}
