using System;

namespace NetGen.Data;

internal sealed class RandomResizedCrop(int height, int width, (float From, float To) area, (float From, float To) ratio) : Augmentation
{
    private const int Attempts = 10;

    public override ImageShape ResultShape(ImageShape shape) => shape with { Height = height, Width = width };

    public override void Apply(ReadOnlySpan<float> image, ImageShape shape, Span<float> result, RandomSequence random, ReadContext context) =>
        Resampling.Resize(image, shape, Choose(shape, random), result, height, width, context);

    private Rectangle Choose(ImageShape shape, RandomSequence random)
    {
        for (int i = 0; i < Attempts; i++)
        {
            double pixels = shape.Plane * (double)random.Uniform(area.From, area.To);
            double chosen = Math.Exp(random.Uniform((float)Math.Log(ratio.From), (float)Math.Log(ratio.To)));
            int w = (int)Math.Round(Math.Sqrt(pixels * chosen)), h = (int)Math.Round(Math.Sqrt(pixels / chosen));
            if (w > 0 && w <= shape.Width && h > 0 && h <= shape.Height)
                return new Rectangle(random.Below(shape.Height - h + 1), random.Below(shape.Width - w + 1), h, w);
        }
        return Middle(shape);
    }

    /// <summary>The largest rectangle in the middle that has a permitted ratio: an image that is very wide or high has none of the area.</summary>
    private Rectangle Middle(ImageShape shape)
    {
        double nearest = Math.Clamp((double)shape.Width / shape.Height, ratio.From, ratio.To);
        int w = Math.Clamp((int)Math.Round(shape.Height * nearest), 1, shape.Width), h = Math.Clamp((int)Math.Round(shape.Width / nearest), 1, shape.Height);
        return new Rectangle((shape.Height - h) / 2, (shape.Width - w) / 2, h, w);
    }
}
