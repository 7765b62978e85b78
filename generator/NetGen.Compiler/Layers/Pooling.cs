using NetGen.Compiler.Binding;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>A layer that takes one number of every window of each channel.</summary>
public abstract class Pooling : Layer
{
    protected static Seq<Argument> WindowArguments { get; } =
    [
        Argument.Size("window", "rows x columns of the window") with { Maximum = 1 << 16 },
        new Argument("stride", ArgumentKind.Size, Stride.OfWindow, "step of the window; the window itself unless given") { Minimum = 1, Maximum = 1 << 16 },
        Argument.Padding("pad", "rows and columns around the image, at most half the window: a number, rows x columns, top,left,bottom,right, or same"),
    ];

    public sealed override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank != 3)
        {
            layer.Fail(Images.Needed(layer.Input));
            return;
        }
        Geometry geometry = Geometry(layer.Arguments, layer.Input);
        (Size window, Padding pad) = (geometry.Kernel, geometry.Padding);
        Size size = geometry.Output(layer.Input[1], layer.Input[2]);
        if (System.Math.Max(pad.Top, pad.Bottom) > window.Height / 2 || System.Math.Max(pad.Left, pad.Right) > window.Width / 2)
            layer.Fail($"padding is more than half of the {window} window; at most {window.Height / 2}x{window.Width / 2}");
        else if (size.Height < 1 || size.Width < 1)
            layer.Fail(Images.DoesNotFit("window", geometry, layer.Input));
        else
            layer.Result([layer.Input[0], size.Height, size.Width]);
    }

    protected static Geometry Geometry(Arguments arguments, Shape image)
    {
        Size window = arguments.Size("window"), stride = Stride.Or(arguments.Size("stride"), window);
        return new Geometry(window, stride, Size.One, arguments.Padding("pad").For(image[1], image[2], window, stride, Size.One));
    }
}

/// <summary>The default of a stride that follows another argument: 0x0, which no one can write.</summary>
static class Stride
{
    public static Size OfWindow => default;

    public static Size Or(Size stride, Size window) => stride == OfWindow ? window : stride;
}
