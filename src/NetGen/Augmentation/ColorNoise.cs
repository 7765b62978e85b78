using System;
using System.Collections.Immutable;

namespace NetGen.Data;

internal sealed class ColorNoise(ChannelStatistics statistics, float deviation) : Augmentation
{
    private readonly int channels = statistics.Means.Length;
    private readonly ImmutableArray<float> directions = statistics.PrincipalColors(); // column k: the k-th eigenvector times its eigenvalue

    public override ImageShape ResultShape(ImageShape shape) => shape.Channels == channels
        ? shape
        : throw new ArgumentException($"color noise: the statistics have {channels} channels, and the image is {shape}.");

    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context)
    {
        Span<float> shift = context.Borrow(channels);
        shift.Clear();
        for (int k = 0; k < channels; k++)
        {
            float amount = deviation * random.Normal();
            for (int channel = 0; channel < channels; channel++)
                shift[channel] += amount * directions[(channel * channels) + k];
        }
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> from = image.Slice(channel * shape.Plane, shape.Plane);
            Span<float> to = result.Slice(channel * shape.Plane, shape.Plane);
            for (int i = 0; i < to.Length; i++)
                to[i] = from[i] + shift[channel];
        }
        context.Return();
    }
}
