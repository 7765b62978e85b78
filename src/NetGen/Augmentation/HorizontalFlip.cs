using System;

namespace NetGen.Data;

internal sealed class HorizontalFlip(float probability) : Augmentation
{
    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context) =>
        Crop.Copy(image, shape, 0, 0, result, shape.Height, shape.Width, mirrored: random.Happens(probability));
}
