using System;

namespace NetGen.Data;

/// <summary>Rectangles of an image.</summary>
internal static class Crop
{
    /// <summary>Takes a rectangle out of an image; what lies outside the image is filled.</summary>
    /// <param name="image">The image.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="top">The first row; before the image where it is negative.</param>
    /// <param name="left">The first column; before the image where it is negative.</param>
    /// <param name="result">Gets the rectangle.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="fill">What lies outside.</param>
    /// <param name="mirrored">Whether left and right are exchanged.</param>
    public static void Copy(ReadOnlySpan<float> image, ImageShape shape, int top, int left, Span<float> result, int height, int width, float fill = 0, bool mirrored = false)
    {
        int from = Math.Clamp(-left, 0, width), to = Math.Clamp(shape.Width - left, from, width);
        for (int row = 0; row < shape.Channels * height; row++)
        {
            Span<float> line = result.Slice(row * width, width);
            int y = top + (row % height);
            if ((uint)y >= (uint)shape.Height || from == to)
            {
                line.Fill(fill);
                continue;
            }
            line[..from].Fill(fill);
            image.Slice((((row / height * shape.Height) + y) * shape.Width) + left + from, to - from).CopyTo(line[from..to]);
            line[to..].Fill(fill);
            if (mirrored)
                line.Reverse();
        }
    }

    /// <summary>Fills a square, as far as it lies in the image.</summary>
    public static void Fill(Span<float> image, ImageShape shape, int top, int left, int size, float fill)
    {
        int from = Math.Max(0, left), to = Math.Min(shape.Width, left + size);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            for (int y = Math.Max(0, top); y < Math.Min(shape.Height, top + size); y++)
                image.Slice((channel * shape.Plane) + (y * shape.Width), shape.Width)[from..to].Fill(fill);
        }
    }

    /// <exception cref="ArgumentException">The rectangle is larger than the image.</exception>
    public static void Check(string stage, ImageShape shape, int height, int width)
    {
        if (height > shape.Height || width > shape.Width)
            throw new ArgumentException($"{stage}: {height}x{width} cannot be cut out of an image of {shape}.");
    }
}
