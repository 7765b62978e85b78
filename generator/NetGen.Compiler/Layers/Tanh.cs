using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Hyperbolic tangent.</summary>
public sealed class Tanh() : Activation(new("tanh", "Hyperbolic tangent: squashes to -1 … 1.", "y = tanh x", []) { Source = "torch.nn.Tanh" })
{
    public override ScalarFunction Function(Arguments arguments) => new HyperbolicTangent();
}
