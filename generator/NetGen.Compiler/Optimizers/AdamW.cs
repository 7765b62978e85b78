using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Adam whose weight decay does not pass through the moments.</summary>
public sealed class AdamW : AdamBase
{
    public override Signature Signature { get; } = new("adamw", "Adam whose weight decay acts on the parameter itself, not through the moments.",
        "x ← x - lr·(l2·x + l1·sign(x)), then Adam's step", AdamArguments)
    {
        ClassName = "AdamW",
        Source = "Loshchilov, Hutter: Decoupled Weight Decay Regularization, 2019; torch.optim.AdamW",
    };

    public override OptimizerStep Step(Arguments arguments, Expr parameter, Expr gradient, Seq<Expr> states, WeightDecay decay)
    {
        Expr shrunk = decay.L2 == 0 ? parameter : (1f - (Rates.LearningRate * decay.L2)) * parameter;
        return Adapt(arguments, shrunk - (Rates.LearningRate * decay.OfSign(parameter)), gradient, states);
    }
}
