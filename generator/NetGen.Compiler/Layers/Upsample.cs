using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>An image in another size.</summary>
public abstract class ImageScaling : Layer
{
    protected static Argument Mode { get; } =
        Argument.Word("mode", "nearest: the nearest element before; bilinear: between the four nearest, corners not aligned", "nearest", "bilinear");

    /// <summary>Rows and columns of the result.</summary>
    protected abstract Size Result(Arguments arguments, Shape image);

    public sealed override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank != 3)
        {
            layer.Fail(Images.Needed(layer.Input));
            return;
        }
        Size size = Result(layer.Arguments, layer.Input);
        layer.Result([layer.Input[0], size.Height, size.Width]);
    }

    public sealed override void Build(LayerBuild layer)
    {
        Shape image = layer.Input.Shape;
        Size size = Result(layer.Arguments, image);
        bool bilinear = layer.Arguments.Word("mode") == "bilinear";
        layer.Result(Resizing.Run(layer.Graph, layer.Input,
            bilinear ? Resizing.Linear(image[1], size.Height) : Resizing.Nearest(image[1], size.Height),
            bilinear ? Resizing.Linear(image[2], size.Width) : Resizing.Nearest(image[2], size.Width)));
    }
}

/// <summary>An image so many times as large.</summary>
public sealed class Upsample : ImageScaling
{
    public override Signature Signature { get; } = new("upsample", "An image with each axis so many times as long.", "nearest: y[c, i, j] = x[c, ⌊i/scale⌋, ⌊j/scale⌋]",
        [Argument.Size("scale", "how many times as many rows x columns") with { Maximum = 1 << 10 }, Mode])
    {
        IsTransparent = true,
        Source = "torch.nn.Upsample",
    };

    protected override Size Result(Arguments arguments, Shape image) =>
        new(Images.Product(image[1], arguments.Size("scale").Height), Images.Product(image[2], arguments.Size("scale").Width));
}

/// <summary>An image of a given size.</summary>
public sealed class Resize : ImageScaling
{
    public override Signature Signature { get; } = new("resize", "An image resampled to a given size.", "nearest: y[c, i, j] = x[c, ⌊i·h/height⌋, ⌊j·w/width⌋]",
        [Argument.Size("size", "rows x columns of the result") with { Maximum = 1 << 16 }, Mode])
    {
        IsTransparent = true,
        Source = "torch.nn.functional.interpolate",
    };

    protected override Size Result(Arguments arguments, Shape image) => arguments.Size("size");
}
