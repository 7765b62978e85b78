using System;
using NetGen.Data;

namespace NetGen;

/// <summary>Which pixels of an image a class score depends on.</summary>
public static class Saliency
{
    /// <summary>The size of the derivative of the score of a class by each pixel, the largest of its channels: rows x columns.</summary>
    /// <remarks>
    /// Simonyan, Vedaldi, Zisserman: Deep Inside Convolutional Networks, 2014. By central differences, two predictions for each pixel of each channel: meant for small images.
    /// </remarks>
    /// <param name="network">A network with one input, the image, whose first output has scores.</param>
    /// <param name="image">The image: channels x rows x columns.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="label">The class.</param>
    /// <param name="difference">How much a pixel is changed. Default: 0.01.</param>
    public static float[] OfPixels(Network network, ReadOnlySpan<float> image, ImageShape shape, int label, float difference = 0.01f)
    {
        Check.Length(nameof(image), image.Length, shape.Length);
        float[] scores = Scores(network, new ChangedPixels(image.ToArray(), shape, difference), label);
        var map = new float[shape.Plane];
        for (int i = 0; i < shape.Length; i++)
            map[i % shape.Plane] = Math.Max(map[i % shape.Plane], Math.Abs(scores[2 * i] - scores[(2 * i) + 1]) / (2 * difference));
        return map;
    }

    /// <summary>How much the score of a class falls when a square around a pixel is hidden: rows x columns.</summary>
    /// <remarks>Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, 2014. One prediction for each pixel.</remarks>
    /// <param name="network">A network with one input, the image, whose first output has scores.</param>
    /// <param name="image">The image: channels x rows x columns.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="label">The class.</param>
    /// <param name="size">The rows and columns of the square. Default: 5.</param>
    /// <param name="fill">What hides. Default: 0, the mean of normalized images.</param>
    public static float[] OfSquares(Network network, ReadOnlySpan<float> image, ImageShape shape, int label, int size = 5, float fill = 0)
    {
        Check.Length(nameof(image), image.Length, shape.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        float[] scores = Scores(network, new HiddenSquares(image.ToArray(), shape, size, fill), label);
        var map = new float[shape.Plane];
        for (int i = 0; i < map.Length; i++)
            map[i] = scores[^1] - scores[i];
        return map;
    }

    private static float[] Scores(Network network, ExampleSource images, int label)
    {
        int classes = network.OutputLength;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)classes, nameof(label));
        var result = new float[images.Count];
        var scores = new float[64 * classes];
        using var reader = new BatchReader(images, 64, shuffle: false);
        int at = 0;
        while (reader.Next(out Batch batch))
        {
            network.PredictBatch(batch, scores.AsSpan(0, batch.Count * classes));
            for (int i = 0; i < batch.Count; i++)
                result[at++] = scores[(i * classes) + label];
        }
        return result;
    }

    /// <summary>The image with one pixel larger, with the same one smaller, and so on.</summary>
    private sealed class ChangedPixels(float[] image, ImageShape shape, float difference) : ExampleSource(2 * shape.Length, ColumnType.Of("image", shape))
    {
        public override void ReadFloats(int column, int example, Span<float> values, ReadContext context)
        {
            image.CopyTo(values);
            values[example / 2] += example % 2 == 0 ? difference : -difference;
        }

        public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => throw new NotSupportedException();
    }

    /// <summary>The image with the square around each pixel hidden, and at last the image itself.</summary>
    private sealed class HiddenSquares(float[] image, ImageShape shape, int size, float fill) : ExampleSource(shape.Plane + 1, ColumnType.Of("image", shape))
    {
        public override void ReadFloats(int column, int example, Span<float> values, ReadContext context)
        {
            image.CopyTo(values);
            if (example < shape.Plane)
                Crop.Fill(values, shape, (example / shape.Width) - (size / 2), (example % shape.Width) - (size / 2), size, fill);
        }

        public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => throw new NotSupportedException();
    }
}
