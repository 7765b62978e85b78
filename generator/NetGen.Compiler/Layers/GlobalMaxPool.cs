using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>The largest of each channel.</summary>
public sealed class GlobalMaxPool : Layer
{
    public override Signature Signature { get; } = new("globalmaxpool", "The largest element of each channel: an image as a vector.", "y[c] = max x[c, i, j]", [])
    {
        ClassName = "GlobalMaxPool",
        IsTransparent = true,
        Source = "torch.nn.AdaptiveMaxPool2d(1)",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank == 3) layer.Result([layer.Input[0]]);
        else layer.Fail(Images.Needed(layer.Input));
    }

    public override void Build(LayerBuild layer)
    {
        // One window: unlike the maximum of a reduction it knows the first of equals, which alone gets the gradient.
        Shape image = layer.Input.Shape;
        var whole = new Size(image[1], image[2]);
        Value largest = layer.Graph.Window(WindowKind.Max, layer.Input, new Geometry(whole, whole, Size.One, Primitives.Padding.None));
        layer.Result(layer.Graph.Reshape(largest, new Shape(image[0])));
    }
}
