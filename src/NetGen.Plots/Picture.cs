using System;
using NetGen.Data;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>An image on a <see cref="PictureSheet"/>.</summary>
public sealed class Picture
{
    private readonly ReadOnlyMemory<float> pixels;
    private readonly float black;
    private readonly float white;

    /// <summary>An image.</summary>
    /// <param name="pixels">The pixels: one channel, grey, or three, red, green and blue; not copied.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="caption">What is written below. Default: nothing.</param>
    /// <param name="range">The pixels that are black, and white; what lies outside is cut off. Default: the least and the largest that there are.</param>
    /// <exception cref="ArgumentException">There are not as many pixels, or another number of channels.</exception>
    public Picture(ReadOnlyMemory<float> pixels, ImageShape shape, string caption = "", (float Black, float White)? range = null)
    {
        if (shape.Channels is not (1 or 3))
            throw new ArgumentException($"An image of {shape} has neither one channel nor three.", nameof(shape));
        if (pixels.Length != shape.Length)
            throw new ArgumentException($"{pixels.Length} pixels are not an image of {shape}.", nameof(pixels));
        this.pixels = pixels;
        Shape = shape;
        Caption = caption;
        (black, white) = range ?? RangeOf(pixels.Span);
    }

    /// <summary>The shape.</summary>
    public ImageShape Shape { get; }

    /// <summary>What is written below.</summary>
    public string Caption { get; }

    /// <summary>The least and the largest number that is finite.</summary>
    internal static (float Least, float Largest) RangeOf(ReadOnlySpan<float> values)
    {
        float least = float.PositiveInfinity, largest = float.NegativeInfinity;
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
        }
        return (least, largest);
    }

    internal SKBitmap ToBitmap()
    {
        var bitmap = new SKBitmap(new SKImageInfo(Shape.Width, Shape.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        ReadOnlySpan<float> values = pixels.Span;
        int green = Shape.Channels == 3 ? Shape.Plane : 0;
        for (int i = 0; i < Shape.Plane; i++)
            bitmap.SetPixel(i % Shape.Width, i / Shape.Width, new SKColor(Level(values[i]), Level(values[i + green]), Level(values[i + (2 * green)])));
        return bitmap;
    }

    private byte Level(float value) => float.IsFinite(value) && white > black ? (byte)Math.Round(255 * Math.Clamp((value - black) / (white - black), 0, 1)) : (byte)128;
}
