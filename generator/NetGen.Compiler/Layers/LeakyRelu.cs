using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Rectifier that lets a little of the negative side through.</summary>
public sealed class LeakyRelu() : Activation(new("leakyrelu", "Rectifier that lets a little of the negative side through.", "y = x > 0 ? x : slope·x",
    [Argument.Float("slope", "slope of the negative side", 0.01) with { Minimum = 0, Maximum = 1 }])
{
    ClassName = "LeakyRelu",
    IsRectifier = true,
    Source = "Maas, Hannun, Ng: Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013; torch.nn.LeakyReLU",
})
{
    public override ScalarFunction Function(Arguments arguments) => new LeakyRectifier(arguments.Float("slope"));

    sealed record LeakyRectifier(float Slope) : ScalarFunction("leakyrelu")
    {
        public override Expr Expand(Expr x) => Expr.Max(Slope * x, x); // the larger, as the slope is at most 1

        public override Expr Derivative(Expr x, Expr y) => Expr.Select(Expr.Less(0f, y), 1f, Slope);
    }
}
