using System;
using System.Collections.Immutable;

namespace NetGen.Data;

internal sealed class Normalization(ImmutableArray<float> means, ImmutableArray<float> deviations) : Augmentation
{
    public override ImageShape ResultShape(ImageShape shape) => shape.Channels == means.Length
        ? shape
        : throw new ArgumentException($"normalize: there are means and deviations of {means.Length} channels, and an image of {shape}.");

    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context)
    {
        for (int i = 0; i < result.Length; i++)
        {
            int channel = i / shape.Plane;
            result[i] = (image[i] - means[channel]) / deviations[channel];
        }
    }
}
