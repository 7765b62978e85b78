namespace NetGen.Compiler.Primitives;

/// <summary>Rows and columns.</summary>
public readonly record struct Size(int Height, int Width)
{
    public static Size One => new(1, 1);

    public override string ToString() => $"{Height}x{Width}";
}

/// <summary>Rows and columns added at each side.</summary>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right)
{
    public static Padding None => default;
}

/// <summary>How a window moves over an image: of convolutions and of pooling.</summary>
public sealed record Geometry(Size Kernel, Size Stride, Size Dilation, Padding Padding)
{
    /// <summary>Size of the result for an image of height × width; zero or less where the window does not fit.</summary>
    public Size Output(int height, int width) => new(
        Output(height + Padding.Top + Padding.Bottom, Kernel.Height, Stride.Height, Dilation.Height),
        Output(width + Padding.Left + Padding.Right, Kernel.Width, Stride.Width, Dilation.Width));

    /// <summary>The part of the padding that windows reach, on an image of height × width.</summary>
    public Padding Reached(int height, int width)
    {
        Size output = Output(height, width);
        int bottom = ((output.Height - 1) * Stride.Height) + (Dilation.Height * (Kernel.Height - 1)) + 1 - height - Padding.Top;
        int right = ((output.Width - 1) * Stride.Width) + (Dilation.Width * (Kernel.Width - 1)) + 1 - width - Padding.Left;
        return new Padding(Padding.Top, Padding.Left, System.Math.Max(0, bottom), System.Math.Max(0, right));
    }

    static int Output(int size, int kernel, int stride, int dilation)
    {
        long room = size - (((long)kernel - 1) * dilation) - 1;
        return room < 0 ? 0 : (int)(room / stride) + 1;
    }
}
