using NetGen.Compiler.Binding;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>The largest of each window.</summary>
public sealed class MaxPool : Pooling
{
    public override Signature Signature { get; } = new("maxpool",
        "The largest element of each window of a channel; padding never is.", "y[c, i, j] = max x[c, i·stride + u - top, j·stride + v - left]", WindowArguments)
    {
        ClassName = "MaxPool",
        IsTransparent = true,
        Source = "torch.nn.MaxPool2d",
    };

    public override void Build(LayerBuild layer) => layer.Result(layer.Graph.Window(WindowKind.Max, layer.Input, Geometry(layer.Arguments, layer.Input.Shape)));
}
