using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Logistic function.</summary>
public sealed class Sigmoid() : Activation(new("sigmoid", "Logistic function: squashes to 0 … 1.", "y = 1/(1 + e⁻ˣ)", []) { Source = "torch.nn.Sigmoid" })
{
    public override ScalarFunction Function(Arguments arguments) => new Logistic();
}
