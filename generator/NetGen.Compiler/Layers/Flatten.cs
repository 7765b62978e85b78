using NetGen.Compiler.Binding;

namespace NetGen.Compiler.Layers;

/// <summary>An image as a vector.</summary>
public sealed class Flatten : Layer
{
    public override Signature Signature { get; } = new("flatten", "An image as a vector, in C×H×W order.", "y = (x₀, x₁, …)", [])
    {
        IsTransparent = true,
        Source = "torch.nn.Flatten",
    };

    public override void Bind(LayerBinding layer) => layer.Result([layer.Size(layer.Input)]);

    public override void Build(LayerBuild layer) => layer.Result(layer.Graph.Reshape(layer.Input, new Shape((int)layer.Input.Shape.Size)));
}
