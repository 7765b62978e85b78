using System;
using System.IO;
using System.Linq;
using NetGen.Data;

namespace Zoo;

/// <summary>Makes images what a network reads: padded evenly with zeros to its size, grey ones repeated for its channels, and each channel of the training images with mean 0 and
/// deviation 1.</summary>
internal sealed class ImageInput
{
    private const int Levels = 256;

    private readonly ZooNetwork network;
    private readonly float[][] normalized; // of each channel, for each level

    /// <summary>Measures the training images.</summary>
    public ImageInput(ZooNetwork network, LabelledImages train)
    {
        this.network = network;
        normalized = [.. Enumerable.Range(0, train.Channels).Select(channel => Normalization(train, channel))];
    }

    /// <summary>The columns of the network's trainer.</summary>
    /// <exception cref="InvalidDataException">The images or their labels do not fit the network.</exception>
    public DataSet Prepare(LabelledImages images)
    {
        (int channels, int height, int width) = network.Input;
        if (images.Height > height || images.Width > width || (images.Channels != channels && images.Channels != 1))
        {
            throw new InvalidDataException(
                $"{network.Name} reads {channels}x{height}x{width}, and the images are {images.Channels}x{images.Height}x{images.Width}; "
                    + "smaller ones are padded and grey ones repeated for all channels, but nothing else is done");
        }
        if (images.Channels != normalized.Length)
            throw new InvalidDataException($"test images have {images.Channels} channels, training images {normalized.Length}");
        long floats = (long)images.Labels.Length * channels * height * width;
        if (floats > Array.MaxLength)
            throw new InvalidDataException(FormattableString.Invariant(
                $"{images.Labels.Length:N0} images of {channels}x{height}x{width} take {floats * sizeof(float) / 1e9:N0} GB; --limit takes fewer"));
        foreach (int label in images.Labels.Span)
        {
            if (label < 0 || label >= network.OutputLength)
                throw new InvalidDataException($"{images.Source}: label {label} is not one of 0 to {network.OutputLength - 1}, the classes of {network.Name}");
        }
        return new DataSet(new Column("image", Pixels(images, channels, height, width), channels, height, width), new Column("labels", images.Labels));
    }

    private float[] Pixels(LabelledImages images, int channels, int height, int width)
    {
        int top = (height - images.Height) / 2;
        int left = (width - images.Width) / 2;
        var result = new float[checked(images.Count * channels * height * width)];
        for (int plane = 0; plane < images.Count * channels; plane++)
        {
            int channel = images.Channels == 1 ? 0 : plane % channels;
            float[] levels = normalized[channel];
            ReadOnlySpan<byte> from = images.Plane(plane / channels, channel);
            Span<float> to = result.AsSpan(plane * height * width, height * width);
            to.Fill(levels[0]);
            for (int row = 0; row < images.Height; row++)
            {
                for (int column = 0; column < images.Width; column++)
                    to[((top + row) * width) + left + column] = levels[from[(row * images.Width) + column]];
            }
        }
        return result;
    }

    private static float[] Normalization(LabelledImages train, int channel)
    {
        var counts = new long[Levels];
        for (int image = 0; image < train.Count; image++)
        {
            foreach (byte level in train.Plane(image, channel))
                counts[level]++;
        }
        double pixels = counts.Sum();
        double mean = counts.Select((count, level) => count * (level / 255.0)).Sum() / pixels;
        double variance = counts.Select((count, level) => count * Math.Pow((level / 255.0) - mean, 2)).Sum() / pixels;
        byte[] all = [.. Enumerable.Range(0, Levels).Select(level => (byte)level)];
        return Images.Normalize(all, (float)mean, variance > 0 ? (float)Math.Sqrt(variance) : 1);
    }
}
