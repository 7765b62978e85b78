using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Sigmoid-weighted linear unit.</summary>
public sealed class Silu() : Activation(new("silu", "Sigmoid-weighted linear unit; swish with beta 1.", "y = x/(1 + e⁻ˣ)", [])
{
    IsRectifier = true,
    Source = "Elfwing, Uchibe, Doya: Sigmoid-Weighted Linear Units for Neural Network Function Approximation in Reinforcement Learning, 2017; torch.nn.SiLU",
})
{
    public override ScalarFunction Function(Arguments arguments) => new SigmoidWeighted(1);
}

/// <summary>Sigmoid-weighted linear unit with a sharpness.</summary>
public sealed class Swish() : Activation(new("swish",
    "Sigmoid-weighted linear unit with a fixed sharpness: silu by default, nearer to relu the larger beta.", "y = x/(1 + e^(-beta·x))",
    [Argument.Float("beta", "sharpness of the sigmoid", 1) with { Minimum = 0, MinimumIsExclusive = true }])
{
    IsRectifier = true,
    Source = "Ramachandran, Zoph, Le: Searching for Activation Functions, 2017",
})
{
    public override ScalarFunction Function(Arguments arguments) => new SigmoidWeighted(arguments.Float("beta"));
}

/// <summary>x·σ(βx).</summary>
sealed record SigmoidWeighted(float Beta) : ScalarFunction("silu")
{
    public override Expr Expand(Expr x) => x * Functions.Sigmoid(Beta * x);

    public override Expr Derivative(Expr x, Expr y)
    {
        Expr sigmoid = Functions.Sigmoid(Beta * x);
        return sigmoid * (1f + (Beta * x * (1f - sigmoid)));
    }
}
