using System;

namespace NetGen.Data;

internal sealed class RandomAffine((float From, float To) degrees, (float From, float To) shear, float translation, (float From, float To) scale, float fill) : Augmentation
{
    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context)
    {
        (double sin, double cos) = Math.SinCos(random.Uniform(degrees.From, degrees.To) * Math.PI / 180);
        double slant = Math.Tan(random.Uniform(shear.From, shear.To) * Math.PI / 180), size = random.Uniform(scale.From, scale.To);
        double centerX = (shape.Width - 1) / 2.0, centerY = (shape.Height - 1) / 2.0;
        double moveX = centerX + (random.Uniform(-translation, translation) * shape.Width), moveY = centerY + (random.Uniform(-translation, translation) * shape.Height);

        // Where a pixel of the result comes from: the inverse of a slant, then a rotation and a change of size, all around the middle. Rows go down, so that sines have the other sign.
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                double dx = (x - moveX) / size, dy = (y - moveY) / size;
                double sourceY = (sin * dx) + (cos * dy), sourceX = (cos * dx) - (sin * dy) - (slant * sourceY);
                Sample(image, shape, sourceX + centerX, sourceY + centerY, result[((y * shape.Width) + x)..]);
            }
        }
    }

    /// <summary>Writes the bilinear mean of four pixels, for each channel.</summary>
    private void Sample(ReadOnlySpan<float> image, ImageShape shape, double x, double y, Span<float> result)
    {
        double floorX = Math.Floor(x), floorY = Math.Floor(y);
        float right = (float)(x - floorX), below = (float)(y - floorY);
        int left = (int)Math.Clamp(floorX, -2, shape.Width), top = (int)Math.Clamp(floorY, -2, shape.Height);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            ReadOnlySpan<float> plane = image.Slice(channel * shape.Plane, shape.Plane);
            float upper = Mix(Pixel(plane, shape, left, top), Pixel(plane, shape, left + 1, top), right);
            float lower = Mix(Pixel(plane, shape, left, top + 1), Pixel(plane, shape, left + 1, top + 1), right);
            result[channel * shape.Plane] = Mix(upper, lower, below);
        }
    }

    private float Pixel(ReadOnlySpan<float> plane, ImageShape shape, int x, int y) =>
        (uint)x < (uint)shape.Width && (uint)y < (uint)shape.Height ? plane[(y * shape.Width) + x] : fill;

    private static float Mix(float a, float b, float share) => a + (share * (b - a));
}
