using System;

namespace NetGen.Data;

internal sealed class Cutout(int size, float fill) : Augmentation
{
    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context)
    {
        image.CopyTo(result);
        Crop.Fill(result, shape, random.Below(shape.Height) - (size / 2), random.Below(shape.Width) - (size / 2), size, fill);
    }
}
