using System;

namespace NetGen.Data;

internal sealed class Cutout(int size, float fill) : Augmentation
{
    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context)
    {
        image.CopyTo(result);
        int top = random.Below(shape.Height) - (size / 2), left = random.Below(shape.Width) - (size / 2);
        int from = Math.Max(0, left), to = Math.Min(shape.Width, left + size);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            for (int y = Math.Max(0, top); y < Math.Min(shape.Height, top + size); y++)
                result[((channel * shape.Plane) + (y * shape.Width) + from)..((channel * shape.Plane) + (y * shape.Width) + to)].Fill(fill);
        }
    }
}
