using System;

namespace NetGen.Data;

internal sealed class ColorJitter(float brightness, float contrast, float saturation, float hue) : Augmentation
{
    public override ImageShape ResultShape(ImageShape shape) => shape.Channels == 3 || (saturation == 0 && hue == 0)
        ? shape
        : throw new ArgumentException($"color jitter: saturation and hue are those of red, green and blue, and the image is {shape}.");

    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context)
    {
        image.CopyTo(result);
        Span<int> order = [0, 1, 2, 3];
        random.Shuffle(order);
        foreach (int change in order)
        {
            switch (change)
            {
                case 0 when brightness > 0: Blend(result, 0, Factor(random, brightness)); break;
                case 1 when contrast > 0: Blend(result, MeanGrey(result, shape), Factor(random, contrast)); break;
                case 2 when saturation > 0: Saturate(result, shape.Plane, Factor(random, saturation)); break;
                case 3 when hue > 0: TurnHue(result, shape.Plane, random.Uniform(-hue, hue)); break;
            }
        }
    }

    private static float Factor(RandomSequence random, float strength) => random.Uniform(Math.Max(0, 1 - strength), 1 + strength);

    private static void Blend(Span<float> pixels, float other, float factor)
    {
        foreach (ref float pixel in pixels)
            pixel = Math.Clamp(other + (factor * (pixel - other)), 0, 1);
    }

    private static float MeanGrey(ReadOnlySpan<float> image, ImageShape shape)
    {
        double sum = 0;
        for (int i = 0; i < shape.Plane; i++)
            sum += shape.Channels == 3 ? Grey(image, shape.Plane, i) : image[i];
        return (float)(sum / shape.Plane);
    }

    private static float Grey(ReadOnlySpan<float> image, int plane, int i) => (0.299f * image[i]) + (0.587f * image[plane + i]) + (0.114f * image[(2 * plane) + i]);

    private static void Saturate(Span<float> image, int plane, float factor)
    {
        for (int i = 0; i < plane; i++)
        {
            float grey = Grey(image, plane, i);
            for (int at = i; at < 3 * plane; at += plane)
                image[at] = Math.Clamp(grey + (factor * (image[at] - grey)), 0, 1);
        }
    }

    /// <summary>Turns the circle of hues; 1 is all of it. Lightest and darkest channel stay what they are.</summary>
    private static void TurnHue(Span<float> image, int plane, float turn)
    {
        for (int i = 0; i < plane; i++)
        {
            float r = image[i], g = image[plane + i], b = image[(2 * plane) + i];
            float most = Math.Max(r, Math.Max(g, b)), chroma = most - Math.Min(r, Math.Min(g, b));
            if (chroma == 0)
                continue;

            float sixth = most == r ? (g - b) / chroma : most == g ? 2 + ((b - r) / chroma) : 4 + ((r - g) / chroma);
            sixth += 6 * turn;
            image[i] = Channel(5);
            image[plane + i] = Channel(3);
            image[(2 * plane) + i] = Channel(1);

            float Channel(int offset)
            {
                float k = offset + sixth;
                k -= 6 * MathF.Floor(k / 6);
                return most - (chroma * Math.Clamp(Math.Min(k, 4 - k), 0, 1));
            }
        }
    }
}
