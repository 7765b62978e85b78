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

        // Where a pixel of the result comes from: the inverse of a slant, then a rotation and a change of size, all around the middle. Rows go down, so that sines have the other
        // sign.
        double columnY = sin / size, columnX = (cos / size) - (slant * columnY), rowY = cos / size, rowX = (-sin / size) - (slant * rowY);
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                double sourceX = centerX + (columnX * (x - moveX)) + (rowX * (y - moveY)), sourceY = centerY + (columnY * (x - moveX)) + (rowY * (y - moveY));
                int left = (int)Math.Floor(sourceX), top = (int)Math.Floor(sourceY);
                float right = (float)(sourceX - left), below = (float)(sourceY - top);
                for (int channel = 0; channel < shape.Channels; channel++)
                    result[(channel * shape.Plane) + (y * shape.Width) + x] = Sample(image.Slice(channel * shape.Plane, shape.Plane), shape, left, top, right, below);
            }
        }
    }

    /// <summary>The bilinear mean of four pixels.</summary>
    private float Sample(ReadOnlySpan<float> plane, ImageShape shape, int left, int top, float right, float below)
    {
        if ((uint)left < (uint)(shape.Width - 1) && (uint)top < (uint)(shape.Height - 1))
        {
            ReadOnlySpan<float> upper = plane.Slice((top * shape.Width) + left, shape.Width + 2);
            return Mix(Mix(upper[0], upper[1], right), Mix(upper[^2], upper[^1], right), below);
        }
        return Mix(
            Mix(Pixel(plane, shape, left, top), Pixel(plane, shape, left + 1, top), right),
            Mix(Pixel(plane, shape, left, top + 1), Pixel(plane, shape, left + 1, top + 1), right), below);
    }

    private float Pixel(ReadOnlySpan<float> plane, ImageShape shape, int x, int y) =>
        (uint)x < (uint)shape.Width && (uint)y < (uint)shape.Height ? plane[(y * shape.Width) + x] : fill;

    private static float Mix(float a, float b, float share) => a + (share * (b - a));
}
