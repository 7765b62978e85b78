using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Optimizers;

/// <summary>Adaptive moments.</summary>
public sealed class Adam : AdamBase
{
    public override Signature Signature { get; } = new("adam", "Momentum and RMSProp together, corrected for their start at zero.",
        "m ← beta1·m + (1 - beta1)·g; v ← beta2·v + (1 - beta2)·g²; x ← x - lr·m̂/(√v̂ + eps) with m̂ = m/(1 - beta1ᵗ), v̂ = v/(1 - beta2ᵗ)", AdamArguments)
    {
        Source = "Kingma, Ba: Adam: A Method for Stochastic Optimization, 2015; CS231n notes; torch.optim.Adam",
    };

    public override OptimizerStep Step(Arguments arguments, Expr parameter, Expr gradient, Seq<Expr> states, WeightDecay decay) =>
        Adapt(arguments, parameter, Rates.Decayed(gradient, parameter, decay), states);
}
