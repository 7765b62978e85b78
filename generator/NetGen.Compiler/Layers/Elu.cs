using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Exponential linear unit.</summary>
public sealed class Elu() : Activation(new("elu", "Exponential linear unit.", "y = x > 0 ? x : alpha·(eˣ - 1)",
    [Argument.Float("alpha", "limit of the negative side is -alpha", 1) with { Minimum = 0 }])
{
    IsRectifier = true,
    Source = "Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential Linear Units, 2015; torch.nn.ELU",
})
{
    public override ScalarFunction Function(Arguments arguments) => new ExponentialLinear(arguments.Float("alpha"));

    sealed record ExponentialLinear(float Alpha) : ScalarFunction("elu")
    {
        public override Expr Expand(Expr x) => Expr.Select(Expr.Less(0f, x), x, Alpha * Functions.ExpM1(x));

        // Where x is at most 0, y + alpha = alpha·eˣ.
        public override Expr Derivative(Expr x, Expr y) => Expr.Select(Expr.Less(0f, y), 1f, y + Alpha);
    }
}
