using System;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen.Data;

/// <summary>Means, deviations and covariances of the channels of images, over all of their pixels.</summary>
public sealed class ChannelStatistics
{
    private readonly double[] covariances;

    private ChannelStatistics(double[] means, double[] covariances)
    {
        this.covariances = covariances;
        Means = [.. means.Select(mean => (float)mean)];
        Deviations = [.. means.Select((_, channel) => (float)Math.Sqrt(covariances[(channel * means.Length) + channel]))];
    }

    /// <summary>The mean of each channel.</summary>
    public ImmutableArray<float> Means { get; }

    /// <summary>The standard deviation of each channel.</summary>
    public ImmutableArray<float> Deviations { get; }

    /// <summary>The covariance of two channels.</summary>
    public double Covariance(int a, int b) => covariances[(a * Means.Length) + b];

    /// <summary>Measures the images of the first column. Reads all of them.</summary>
    /// <param name="data">The examples.</param>
    /// <exception cref="InvalidOperationException">The first column has no images: floats of channels x rows x columns.</exception>
    /// <exception cref="ArgumentException">There are no examples.</exception>
    public static ChannelStatistics Of(ExampleSource data)
    {
        ImageShape shape = data.ColumnTypes[0].AsImage();
        if (data.Count == 0)
            throw new ArgumentException("There are no images to measure.", nameof(data));

        int channels = shape.Channels;
        var image = new float[shape.Length];
        var context = new ReadContext(0);
        double[] sums = new double[channels], products = new double[channels * channels], origin = new double[channels];
        for (int example = 0; example < data.Count; example++)
        {
            data.ReadFloats(0, example, image, context);
            // Sums of squares lose digits where the mean is large: they are taken around the first image's mean.
            for (int channel = 0; example == 0 && channel < channels; channel++)
                origin[channel] = image.AsSpan(channel * shape.Plane, shape.Plane).ToArray().Average(pixel => (double)pixel);
            Add(image, shape, origin, sums, products);
        }
        double pixels = (double)data.Count * shape.Plane;
        for (int i = 0; i < products.Length; i++)
            products[i] = (products[i] / pixels) - (sums[i / channels] / pixels * (sums[i % channels] / pixels));
        return new ChannelStatistics([.. sums.Select((sum, channel) => origin[channel] + (sum / pixels))], products);
    }

    /// <summary>The eigenvectors of the covariances as columns, each times its eigenvalue.</summary>
    internal ImmutableArray<float> PrincipalColors()
    {
        int channels = Means.Length;
        (double[] values, double[] vectors) = SymmetricMatrix.Eigen(covariances, channels);
        return [.. vectors.Select((element, i) => (float)(element * values[i % channels]))];
    }

    private static void Add(ReadOnlySpan<float> image, ImageShape shape, double[] origin, double[] sums, double[] products)
    {
        for (int a = 0; a < shape.Channels; a++)
        {
            ReadOnlySpan<float> first = image.Slice(a * shape.Plane, shape.Plane);
            foreach (float pixel in first)
                sums[a] += pixel - origin[a];
            for (int b = 0; b <= a; b++)
            {
                ReadOnlySpan<float> second = image.Slice(b * shape.Plane, shape.Plane);
                double sum = 0;
                for (int i = 0; i < first.Length; i++)
                    sum += (first[i] - origin[a]) * (second[i] - origin[b]);
                products[(a * shape.Channels) + b] += sum;
                if (a != b)
                    products[(b * shape.Channels) + a] += sum;
            }
        }
    }
}
