using System;

namespace Zoo;

/// <summary>Images and their classes as their files have them.</summary>
/// <param name="Source">The file of the classes, for messages.</param>
/// <param name="Channels">The channels of an image.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Pixels">Image after image, channels x rows x columns.</param>
/// <param name="Labels">The class of each.</param>
internal sealed record LabelledImages(string Source, int Channels, int Height, int Width, ReadOnlyMemory<byte> Pixels, ReadOnlyMemory<int> Labels)
{
    public int Count => Labels.Length;

    /// <summary>Not more than the first so many of them.</summary>
    public LabelledImages Limit(int most) => most >= Count ? this : this with { Pixels = Pixels[..(most * Channels * Height * Width)], Labels = Labels[..most] };

    /// <summary>A channel of an image, row after row.</summary>
    public ReadOnlySpan<byte> Plane(int image, int channel) => Pixels.Span.Slice(((image * Channels) + channel) * Height * Width, Height * Width);
}
