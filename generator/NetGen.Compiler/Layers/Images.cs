using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Layers;

/// <summary>What layers that move a window over an image have in common.</summary>
static class Images
{
    public static string Needed(Shape input) => $"reads an image of channels x height x width, not {input}; reshape it";

    public static string DoesNotFit(string what, Geometry geometry, Shape image)
    {
        bool dilated = geometry.Dilation != Size.One;
        string span = dilated
            ? $" with dilation {geometry.Dilation} spans {Span(geometry.Kernel.Height, geometry.Dilation.Height)}x{Span(geometry.Kernel.Width, geometry.Dilation.Width)} and"
            : "";
        string padded = geometry.Padding == Padding.None ? "" : " with its padding";
        return $"{what} {geometry.Kernel}{span} does not fit the {image[1]}x{image[2]} input{padded}; pad or pool less";

        static long Span(int kernel, int dilation) => (((long)kernel - 1) * dilation) + 1;
    }

    /// <summary>A product that saturates: what is too large is reported where sizes are checked.</summary>
    public static int Product(int a, int b) => (int)System.Math.Min((long)a * b, int.MaxValue);
}
