using System;

namespace NetGen.Data;

internal sealed class Resize(int height, int width) : Augmentation
{
    public override ImageShape ResultShape(ImageShape shape) => shape with { Height = height, Width = width };

    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context) =>
        Resampling.Resize(image, shape, new Rectangle(0, 0, shape.Height, shape.Width), result, height, width, context);
}
