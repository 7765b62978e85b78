using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Primitives;

namespace NetGen.Peers;

/// <summary>The numbers of a layer that moves a window over an image, as peers take them.</summary>
static class LayerGeometry
{
    public static Geometry OfConvolution(Arguments arguments, Shape image)
    {
        Size kernel = arguments.Size("kernel"), stride = arguments.Size("stride"), dilation = arguments.Size("dilation");
        return new Geometry(kernel, stride, dilation, arguments.Padding("pad").For(image[1], image[2], kernel, stride, dilation));
    }

    public static Geometry OfPooling(Arguments arguments, Shape image)
    {
        Size window = arguments.Size("window"), given = arguments.Size("stride"), stride = given == default ? window : given;
        return new Geometry(window, stride, Size.One, arguments.Padding("pad").For(image[1], image[2], window, stride, Size.One));
    }
}
