using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Product of values.</summary>
public sealed class Mul : ElementWise
{
    public override Signature Signature { get; } = new("mul", "Product of two or more values, element by element, such as a gate; axes of size 1 are repeated.", "y = a·b·…", [])
    {
        Inputs = Signature.Variadic,
        Source = "torch.mul",
    };

    protected override Expr Combine(Expr a, Expr b) => a * b;
}
