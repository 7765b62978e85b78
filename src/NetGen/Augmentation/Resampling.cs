using System;

namespace NetGen.Data;

/// <summary>
/// Makes a rectangle of an image larger or smaller: bilinear, and where it shrinks each pixel is a mean, weighted by a triangle, of what it covers, as torch's
/// <c>interpolate(antialias=True)</c> has it.
/// </summary>
internal static class Resampling
{
    public static void Resize(ReadOnlySpan<float> image, ImageShape shape, Rectangle box, Span<float> result, int height, int width, ReadContext context)
    {
        int across = Taps(box.Width, width), down = Taps(box.Height, height);
        Span<float> columnWeights = context.Borrow(width * across), rowWeights = context.Borrow(height * down);
        Span<float> wide = context.Borrow(box.Height * width);
        Weigh(columnWeights, across, box.Width, width);
        Weigh(rowWeights, down, box.Height, height);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            ReadOnlySpan<float> plane = image.Slice(channel * shape.Plane, shape.Plane);
            for (int row = 0; row < box.Height; row++)
                ResizeRow(plane.Slice(((box.Top + row) * shape.Width) + box.Left, box.Width), wide.Slice(row * width, width), columnWeights, across);

            Span<float> to = result.Slice(channel * height * width, height * width);
            to.Clear();
            for (int row = 0; row < height; row++)
            {
                int first = First(row, box.Height, height);
                Span<float> line = to.Slice(row * width, width);
                for (int tap = 0; tap < Math.Min(down, box.Height - first); tap++)
                {
                    float weight = rowWeights[(row * down) + tap];
                    ReadOnlySpan<float> from = wide.Slice((first + tap) * width, width);
                    for (int x = 0; x < line.Length; x++)
                        line[x] += weight * from[x];
                }
            }
        }
        context.Return();
        context.Return();
        context.Return();
    }

    private static void ResizeRow(ReadOnlySpan<float> from, Span<float> to, ReadOnlySpan<float> weights, int taps)
    {
        for (int x = 0; x < to.Length; x++)
        {
            int first = First(x, from.Length, to.Length);
            ReadOnlySpan<float> window = from[first..Math.Min(from.Length, first + taps)];
            float sum = 0;
            for (int tap = 0; tap < window.Length; tap++)
                sum += weights[(x * taps) + tap] * window[tap];
            to[x] = sum;
        }
    }

    /// <summary>How many pixels one of the result looks at, at most.</summary>
    private static int Taps(int from, int to) => (2 * (int)Math.Ceiling(Math.Max(1.0, (double)from / to))) + 1;

    /// <summary>The first of them.</summary>
    private static int First(int position, int from, int to) => Math.Max(0, (int)Math.Floor(Center(position, from, to) - Math.Max(1.0, (double)from / to) + 0.5));

    private static double Center(int position, int from, int to) => (position + 0.5) * from / to;

    private static void Weigh(Span<float> weights, int taps, int from, int to)
    {
        double support = Math.Max(1.0, (double)from / to);
        for (int position = 0; position < to; position++)
        {
            Span<float> row = weights.Slice(position * taps, taps);
            int first = First(position, from, to);
            float sum = 0;
            for (int tap = 0; tap < taps; tap++)
            {
                double distance = Math.Abs(first + tap + 0.5 - Center(position, from, to)) / support;
                row[tap] = first + tap < from ? (float)Math.Max(0, 1 - distance) : 0;
                sum += row[tap];
            }
            for (int tap = 0; tap < taps; tap++)
                row[tap] /= sum;
        }
    }
}
