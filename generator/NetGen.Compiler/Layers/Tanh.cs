using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Hyperbolic tangent.</summary>
public sealed class Tanh() : Activation(new("tanh", "Hyperbolic tangent: squashes to -amplitude … amplitude.", "y = amplitude·tanh(slope·x)",
    [
        Argument.Float("amplitude", "limit of both sides; LeCun's is 1.7159", 1) with { Minimum = 0, MinimumIsExclusive = true },
        Argument.Float("slope", "factor of the input; LeCun's is 2/3, with which his function leaves 1 and -1 as they are", 1) with { Minimum = 0, MinimumIsExclusive = true },
    ])
{
    Source = "LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition, 1998, appendix A; torch.nn.Tanh",
})
{
    public override ScalarFunction Function(Arguments arguments) => (arguments.Float("amplitude"), arguments.Float("slope")) switch
    {
        (1f, 1f) => new HyperbolicTangent(),
        var (amplitude, slope) => new ScaledTangent(amplitude, slope),
    };

    sealed record ScaledTangent(float Amplitude, float Slope) : ScalarFunction("tanh")
    {
        public override Expr Expand(Expr x) => Amplitude * Functions.Tanh(Slope * x);

        public override Expr Derivative(Expr x, Expr y) => (Amplitude * Slope) - ((Slope / Amplitude) * y * y);
    }
}
