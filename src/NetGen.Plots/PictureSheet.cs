using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Data;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>Images in rows and columns: augmented samples, filters, mistakes.</summary>
public sealed class PictureSheet : Figure
{
    private const int Gap = 6;
    private const int Above = 40;
    private const int CaptionHeight = 16;
    private const int UsualSide = 64;

    private readonly IReadOnlyList<Picture> pictures;
    private readonly int columns;
    private readonly int scale;
    private readonly int cellWidth;
    private readonly int cellHeight;

    /// <summary>A sheet.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="pictures">The images, row after row.</param>
    /// <param name="columns">The images of a row.</param>
    /// <param name="scale">How many pixels wide and high a pixel of an image is; its edges stay sharp. Default: as many as make the largest image some 64 pixels.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public PictureSheet(string title, IReadOnlyList<Picture> pictures, int columns, int? scale = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (pictures.Count == 0)
            throw new ArgumentException("A sheet needs an image.", nameof(pictures));
        int side = pictures.Max(picture => Math.Max(picture.Shape.Width, picture.Shape.Height));
        Title = title;
        this.pictures = pictures;
        this.columns = Math.Min(columns, pictures.Count);
        this.scale = scale ?? Math.Max(1, (UsualSide + (side / 2)) / side);
        using SKFont font = Text.Font(11);
        int text = (int)Math.Ceiling(pictures.Max(picture => font.MeasureText(picture.Caption)));
        cellWidth = Math.Max(text > 0 ? text + Gap : 0, pictures.Max(picture => picture.Shape.Width) * this.scale) + Gap;
        cellHeight = (pictures.Max(picture => picture.Shape.Height) * this.scale) + Gap + (text > 0 ? CaptionHeight : 0);
    }

    /// <inheritdoc/>
    public override string Title { get; }

    /// <inheritdoc/>
    public override int Width
    {
        get
        {
            using SKFont font = Text.Font(14, bold: true);
            return Math.Max((columns * cellWidth) + Gap, (int)font.MeasureText(Title) + (4 * Gap));
        }
    }

    /// <inheritdoc/>
    public override int Height => Above + ((pictures.Count + columns - 1) / columns * cellHeight) + Gap;

    internal override bool IsOfPixels => true;

    /// <summary>What a source makes of the same examples: a row for each, with an image for each epoch.</summary>
    /// <param name="source">The examples, as <see cref="ExampleSource.Augmented"/> gives them.</param>
    /// <param name="examples">How many examples, from the first. Default: 8.</param>
    /// <param name="epochs">How many epochs, from the first. Default: 10.</param>
    /// <param name="seed">The seed. Default: 0.</param>
    /// <param name="range">The pixels that are black, and white. Default: the least and the largest on the sheet.</param>
    public static PictureSheet OfEpochs(ExampleSource source, int examples = 8, int epochs = 10, ulong seed = 0, (float Black, float White)? range = null)
    {
        ImageShape shape = source.ColumnTypes[0].AsImage();
        var context = new ReadContext(seed);
        var images = new List<float[]>();
        for (int example = 0; example < Math.Min(examples, source.Count); example++)
        {
            for (context.Epoch = 0; context.Epoch < epochs; context.Epoch++)
            {
                var pixels = new float[shape.Length];
                source.ReadFloats(0, example, pixels, context);
                images.Add(pixels);
            }
        }
        (float, float) all = range ?? Picture.RangeOf(images.SelectMany(image => image).ToArray());
        return new PictureSheet("Examples in each epoch", [.. images.Select(image => new Picture(image, shape, range: all))], epochs);
    }

    /// <summary>The filters of a convolution on the network's input; grey is 0. Of inputs with other than one or three channels each channel of a filter is an image.</summary>
    /// <param name="weight">The parameter: outputs x inputs x rows x columns, as the first of <see cref="Network.Parameters"/>.</param>
    /// <exception cref="ArgumentException">The parameter has other than four dimensions.</exception>
    public static PictureSheet OfFilters(Parameter weight)
    {
        if (weight.Shape.Length != 4)
            throw new ArgumentException($"{weight.Name} is not the weight of a convolution on images.", nameof(weight));
        float[] values = weight.ToArray();
        var shape = new ImageShape(weight.Shape[1] is 1 or 3 ? weight.Shape[1] : 1, weight.Shape[2], weight.Shape[3]);
        float largest = values.Max(Math.Abs);
        Picture[] filters = [.. values.Chunk(shape.Length).Select(filter => new Picture(filter, shape, range: (-largest, largest)))];
        int columns = shape.Channels == weight.Shape[1] ? (int)Math.Ceiling(Math.Sqrt(filters.Length)) : weight.Shape[1];
        return new PictureSheet($"Filters of {weight.Name}", filters, columns, Math.Max(1, 40 / shape.Width));
    }

    /// <summary>The examples whose right class a network finds least probable, the worst first.</summary>
    /// <param name="data">The examples, with images in the first column.</param>
    /// <param name="probabilities">What the network says of them.</param>
    /// <param name="labels">The right class of each.</param>
    /// <param name="count">How many at most. Default: 40.</param>
    /// <param name="classes">The names of the classes. Default: their numbers.</param>
    /// <param name="columns">The images of a row. Default: 10.</param>
    /// <exception cref="ArgumentException">There is no mistake, or not a label for each example.</exception>
    public static PictureSheet OfMistakes(
        ExampleSource data, ClassProbabilities probabilities, ReadOnlySpan<int> labels, int count = 40, IReadOnlyList<string>? classes = null, int columns = 10)
    {
        if (labels.Length != data.Count || probabilities.Count != data.Count)
            throw new ArgumentException($"{labels.Length} labels and {probabilities.Count} predictions for {data.Count} examples.", nameof(labels));
        int[] right = labels.ToArray();
        ImageShape shape = data.ColumnTypes[0].AsImage();
        var context = new ReadContext(0);
        string Name(int label) => classes?[label] ?? label.ToString(CultureInfo.InvariantCulture);
        Picture[] pictures =
        [
            .. Enumerable.Range(0, data.Count).Where(i => probabilities.Predicted(i) != right[i]).OrderBy(i => probabilities[i][right[i]]).Take(count).Select(i =>
            {
                var pixels = new float[shape.Length];
                data.ReadFloats(0, i, pixels, context);
                int predicted = probabilities.Predicted(i);
                return new Picture(pixels, shape, string.Create(CultureInfo.InvariantCulture, $"{Name(right[i])} as {Name(predicted)} {probabilities[i][predicted]:0.00}"));
            }),
        ];
        if (pictures.Length == 0)
            throw new ArgumentException("There is no mistake.", nameof(probabilities));
        return new PictureSheet("The worst mistakes", pictures, columns);
    }

    /// <summary>Images, and below each what its class score depends on (<see cref="Saliency.OfPixels"/>); the lighter, the more.</summary>
    /// <param name="network">A network with one input, the image.</param>
    /// <param name="data">The examples, with images in the first column.</param>
    /// <param name="labels">The class of each whose score is looked at.</param>
    /// <param name="count">How many, from the first. Default: 8.</param>
    /// <param name="classes">The names of the classes. Default: their numbers.</param>
    public static PictureSheet OfSaliency(Network network, ExampleSource data, ReadOnlySpan<int> labels, int count = 8, IReadOnlyList<string>? classes = null)
    {
        ImageShape shape = data.ColumnTypes[0].AsImage();
        var context = new ReadContext(0);
        count = Math.Min(count, Math.Min(data.Count, labels.Length));
        var pictures = new Picture[2 * count];
        for (int i = 0; i < count; i++)
        {
            var pixels = new float[shape.Length];
            data.ReadFloats(0, i, pixels, context);
            pictures[i] = new Picture(pixels, shape, classes?[labels[i]] ?? labels[i].ToString(CultureInfo.InvariantCulture));
            pictures[count + i] = new Picture(Saliency.OfPixels(network, pixels, shape, labels[i]), shape with { Channels = 1 });
        }
        return new PictureSheet("Saliency", pictures, count);
    }

    internal override void Draw(SKCanvas canvas, Theme theme)
    {
        canvas.Clear(theme.Background);
        Text.Draw(canvas, Title, Width / 2f, 24, 14, theme.Ink, bold: true);
        float left = (Width - (columns * cellWidth) + Gap) / 2f;
        for (int i = 0; i < pictures.Count; i++)
        {
            Picture picture = pictures[i];
            float width = picture.Shape.Width * scale, height = picture.Shape.Height * scale;
            float x = left + (i % columns * cellWidth) + ((cellWidth - Gap - width) / 2), y = Above + (i / columns * cellHeight);
            using SKBitmap bitmap = picture.ToBitmap();
            using SKImage image = SKImage.FromBitmap(bitmap);
            canvas.DrawImage(image, SKRect.Create(x, y, width, height), new SKSamplingOptions(SKFilterMode.Nearest));
            Text.Draw(canvas, picture.Caption, x + (width / 2), y + height + 12, 11, theme.Ink);
        }
    }
}
