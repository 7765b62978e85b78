using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Rectifier.</summary>
public sealed class Relu() : Activation(new("relu", "Rectifier: keeps what is positive.", "y = max(0, x)", [])
{
    IsRectifier = true,
    Source = "Nair, Hinton: Rectified Linear Units Improve Restricted Boltzmann Machines, 2010; torch.nn.ReLU",
})
{
    public override ScalarFunction Function(Arguments arguments) => new Rectifier();

    sealed record Rectifier() : ScalarFunction("relu")
    {
        public override Expr Expand(Expr x) => Expr.Max(0f, x); // x second: NaN passes through

        public override Expr Derivative(Expr x, Expr y) => Expr.Select(Expr.Less(0f, y), 1f, 0f);
    }
}
