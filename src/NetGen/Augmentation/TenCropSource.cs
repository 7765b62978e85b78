using System;

namespace NetGen.Data;

/// <summary>Ten views of each example, one behind the other.</summary>
internal sealed class TenCropSource : ExampleSource
{
    private const int Views = 10;

    private readonly ExampleSource source;
    private readonly ImageShape image;
    private readonly int height;
    private readonly int width;

    public TenCropSource(ExampleSource source, int height, int width) : base(
        checked(source.Count * Views), AugmentedSource.WithImages(source.ColumnTypes, new ImageShape(source.ColumnTypes[0].AsImage().Channels, height, width)))
    {
        image = source.ColumnTypes[0].AsImage();
        Crop.Check("ten crops", image, height, width);
        (this.source, this.height, this.width) = (source, height, width);
    }

    protected internal override int RandomSites => source.RandomSites;

    public override void ReadFloats(int column, int example, Span<float> values, ReadContext context)
    {
        if (column > 0)
        {
            source.ReadFloats(column, example / Views, values, context);
            return;
        }
        Span<float> whole = context.Borrow(image.Length);
        source.ReadFloats(0, example / Views, whole, context);
        int view = example % Views, down = image.Height - height, across = image.Width - width;
        (int top, int left) = (view % 5) switch
        {
            0 => (0, 0),
            1 => (0, across),
            2 => (down, 0),
            3 => (down, across),
            _ => (down / 2, across / 2),
        };
        Crop.Copy(whole, image, top, left, values, height, width, mirrored: view >= 5);
        context.Return();
    }

    public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => source.ReadInts(column, example / Views, values, context);
}
