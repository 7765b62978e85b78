using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Smooth rectifier.</summary>
public sealed class Softplus() : Activation(new("softplus", "Smooth rectifier; its derivative is the logistic function.", "y = log(1 + eˣ)", [])
{
    IsRectifier = true,
    Source = "Dugas et al.: Incorporating Second-Order Functional Knowledge for Better Option Pricing, 2000; torch.nn.Softplus",
})
{
    public override ScalarFunction Function(Arguments arguments) => new SoftplusFunction();
}
