using NetGen.Compiler.Binding;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Sum of values.</summary>
public sealed class Add : ElementWise
{
    public override Signature Signature { get; } = new("add", "Sum of two or more values, such as a residual connection; axes of size 1 are repeated.", "y = a + b + …", [])
    {
        Inputs = Signature.Variadic,
        Source = "torch.add",
    };

    protected override Expr Combine(Expr a, Expr b) => a + b;
}
