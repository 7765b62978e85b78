using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>Means over as many windows as asked for.</summary>
public sealed class AdaptiveAvgPool : Layer
{
    public override Signature Signature { get; } = new("adaptiveavgpool", "Means over windows that cover a channel, as many as asked for.",
        "y[c, i, j] = mean of x[c, ⌊i·h/height⌋ … ⌈(i + 1)·h/height⌉ - 1, ⌊j·w/width⌋ … ⌈(j + 1)·w/width⌉ - 1]",
        [Argument.Size("size", "rows x columns of the result") with { Maximum = 1 << 16 }])
    {
        ClassName = "AdaptiveAvgPool",
        IsTransparent = true,
        Source = "torch.nn.AdaptiveAvgPool2d",
    };

    public override void Bind(LayerBinding layer)
    {
        Size size = layer.Size("size");
        if (layer.Input.Rank == 3) layer.Result([layer.Input[0], size.Height, size.Width]);
        else layer.Fail(Images.Needed(layer.Input));
    }

    public override void Build(LayerBuild layer)
    {
        Shape image = layer.Input.Shape;
        Size size = layer.Size("size");
        if (image[1] % size.Height != 0 || image[2] % size.Width != 0)
        {
            layer.Result(Resizing.Run(layer.Graph, layer.Input, Resizing.Mean(image[1], size.Height), Resizing.Mean(image[2], size.Width)));
            return;
        }
        var window = new Size(image[1] / size.Height, image[2] / size.Width);
        Value sum = layer.Graph.Window(WindowKind.Sum, layer.Input, new Geometry(window, window, Size.One, Primitives.Padding.None));
        layer.Result(layer.Graph.Map(s => s * (1f / ((float)window.Height * window.Width)), sum));
    }
}
