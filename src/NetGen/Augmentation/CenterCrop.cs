using System;

namespace NetGen.Data;

internal sealed class CenterCrop(int height, int width) : Augmentation
{
    public override ImageShape ResultShape(ImageShape shape)
    {
        Crop.Check("center crop", shape, height, width);
        return shape with { Height = height, Width = width };
    }

    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context) =>
        Crop.Copy(image, shape, (shape.Height - height) / 2, (shape.Width - width) / 2, result, height, width);
}
