using NetGen.Compiler.Binding;
using NetGen.Compiler.Primitives;
using Padding = NetGen.Compiler.Primitives.Padding;

namespace NetGen.Compiler.Layers;

/// <summary>A layer that takes one number of every window of each channel.</summary>
public abstract class Pooling : Layer
{
    protected static Seq<Argument> WindowArguments { get; } =
    [
        Argument.Size("window", "rows x columns of the window") with { Maximum = 1 << 16 },
        new Argument("stride", ArgumentKind.Size, Stride.OfWindow, "step of the window; the window itself unless given") { Minimum = 1, Maximum = 1 << 16 },
        Argument.Padding("pad", "rows and columns around the image, at most half the window: a number, rows x columns, top,left,bottom,right, or same"),
        Argument.Bool("ceil", false, "whether windows that overhang at the bottom and right are kept, if they start inside the image or its left padding"),
    ];

    public sealed override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank != 3)
        {
            layer.Fail(Images.Needed(layer.Input));
            return;
        }
        Geometry geometry = Geometry(layer.Arguments, layer.Input);
        (Size window, Padding pad) = (geometry.Kernel, Padding(layer.Arguments, layer.Input));
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
        Padding pad = Padding(arguments, image);
        // What overhangs is padding too.
        if (arguments.Bool("ceil"))
        {
            int bottom = Behind(image[1], pad.Top, pad.Bottom, window.Height, stride.Height), right = Behind(image[2], pad.Left, pad.Right, window.Width, stride.Width);
            pad = pad with { Bottom = bottom, Right = right };
        }
        return new Geometry(window, stride, Size.One, pad);
    }

    /// <summary>The padding as given, without what windows overhang.</summary>
    protected static Padding Padding(Arguments arguments, Shape image)
    {
        Size window = arguments.Size("window");
        return arguments.Padding("pad").For(image[1], image[2], window, Stride.Or(arguments.Size("stride"), window), Size.One);
    }

    /// <summary>Padding behind an axis that the last window in question needs.</summary>
    static int Behind(int size, int before, int behind, int window, int stride)
    {
        long last = ((long)size + before + behind - window + stride - 1) / stride * stride;
        if (last >= (long)size + before) last -= stride;
        return (int)System.Math.Max(behind, last + window - size - before);
    }
}

/// <summary>The default of a stride that follows another argument: 0x0, which no one can write.</summary>
static class Stride
{
    public static Size OfWindow => default;

    public static Size Or(Size stride, Size window) => stride == OfWindow ? window : stride;
}
