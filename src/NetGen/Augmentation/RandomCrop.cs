using System;

namespace NetGen.Data;

internal sealed class RandomCrop(int? height, int? width, int padding, float fill) : Augmentation
{
    public override ImageShape ResultShape(ImageShape shape)
    {
        ImageShape result = Cut(shape);
        Crop.Check($"random crop with padding {padding}", shape with { Height = shape.Height + (2 * padding), Width = shape.Width + (2 * padding) }, result.Height, result.Width);
        return result;
    }

    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context)
    {
        ImageShape cut = Cut(shape);
        int top = random.Below(shape.Height + (2 * padding) - cut.Height + 1) - padding;
        int left = random.Below(shape.Width + (2 * padding) - cut.Width + 1) - padding;
        Crop.Copy(image, shape, top, left, result, cut.Height, cut.Width, fill);
    }

    private ImageShape Cut(ImageShape shape) => shape with { Height = height ?? shape.Height, Width = width ?? shape.Width };
}
