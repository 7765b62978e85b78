using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using NetGen.Data;
using NetGen.Plots;
using NetGen.Tests.Runtime;
using SkiaSharp;
using Xunit;

namespace NetGen.Tests.Plots;

/// <summary>Figures as PNG and SVG, light and dark: read again, by others' readers.</summary>
public sealed class FigureTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public static TheoryData<string> Names => [.. Figures().Keys];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryFigureIsAPictureAndADrawing(string name)
    {
        Figure figure = Figures()[name];
        foreach (Theme theme in new[] { Theme.Light, Theme.Dark })
        {
            figure.SavePng(directory["figure.png"], theme, scale: 2);
            using SKBitmap picture = SKBitmap.Decode(directory["figure.png"]);
            Assert.Equal((2 * figure.Width, 2 * figure.Height), (picture.Width, picture.Height));
            bool isDark = picture.GetPixel(1, 1).Red < 128;
            Assert.Equal(theme == Theme.Dark, isDark);
            Assert.True(picture.Pixels.Distinct().Count() > 10);

            figure.SaveSvg(directory["figure.svg"], theme);
            XElement drawing = XDocument.Load(directory["figure.svg"]).Root!;
            Assert.Equal("svg", drawing.Name.LocalName);
            Assert.Equal($"{figure.Width}", drawing.Attribute("width")!.Value);
            Assert.Contains(drawing.Descendants(), element => element.Name.LocalName == "text" && element.Value.Trim() == figure.Title);
            Assert.All(drawing.Descendants().Attributes(), attribute =>
                Assert.False(attribute.Name.LocalName is "href" && attribute.Value.StartsWith("http", StringComparison.Ordinal)));
        }
        Assert.Equal(figure.ToPng(), figure.ToPng());
    }

    [Fact]
    public void PicturesHaveSharpPixels()
    {
        // Black, grey and white, four pixels wide each, in the middle of the sheet.
        var sheet = new PictureSheet("t", [new Picture(new float[] { -1, 0, 1 }, new ImageShape(1, 1, 3))], columns: 1, scale: 40);
        using SKBitmap bitmap = SKBitmap.Decode(sheet.ToPng());
        int row = 40 + 20;
        byte[] levels = [.. Enumerable.Range(0, bitmap.Width).Select(x => bitmap.GetPixel(x, row).Red)];
        Assert.Equal(40, levels.Count(level => level == 0));
        Assert.Equal(40, levels.Count(level => level == 128));
        Assert.Equal(levels.Length - 80, levels.Count(level => level == 255));

        var colors = new PictureSheet("t", [new Picture(new float[] { 1, 0, 0 }, new ImageShape(3, 1, 1), range: (0, 1))], columns: 1, scale: 40);
        using SKBitmap red = SKBitmap.Decode(colors.ToPng());
        Assert.Equal(new SKColor(255, 0, 0), red.GetPixel(red.Width / 2, row));
    }

    [Fact]
    public void TheWorstMistakesComeFirst()
    {
        DataSet data = Images(60);
        using var network = new LinearClassifier(seed: 3);
        ClassProbabilities probabilities = ClassProbabilities.Of(network, data);
        string drawing = Encoding.UTF8.GetString(PictureSheet.OfMistakes(data, probabilities, data["label"].Ints, count: 3).ToSvg());
        int[] labels = data["label"].Ints.ToArray();
        string[] expected =
        [
            .. Enumerable.Range(0, 60).Where(i => probabilities.Predicted(i) != labels[i]).OrderBy(i => probabilities[i][labels[i]]).Take(3)
                .Select(i => FormattableString.Invariant($"{labels[i]} as {probabilities.Predicted(i)} {probabilities[i][probabilities.Predicted(i)]:0.00}")),
        ];
        Assert.Equal(expected, XDocument.Parse(drawing).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim()).Skip(1));
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Throws<ArgumentException>(() => new PictureSheet("t", [], 1));
        Assert.Throws<ArgumentException>(() => new Picture(new float[4], new ImageShape(1, 1, 3)));
        Assert.Throws<ArgumentException>(() => new Picture(new float[4], new ImageShape(2, 1, 2)));
        Assert.Throws<ArgumentException>(() => new ConfusionPlot(new ConfusionMatrix(3), ["a", "b"]));
        Assert.Throws<DirectoryNotFoundException>(() => Figures()["loss"].SavePng(Path.Combine(directory["none"], "a.png")));
        using var network = new LinearClassifier();
        Assert.Throws<ArgumentException>(() => PictureSheet.OfFilters(network.Parameters[0]));
    }

    /// <summary>Small figures of all kinds.</summary>
    internal static Dictionary<string, Figure> Figures()
    {
        DataSet data = Images(60);
        using var network = new LinearClassifier(seed: 3);
        ClassProbabilities probabilities = ClassProbabilities.Of(network, data);
        ReadOnlySpan<int> labels = data["label"].Ints;
        EpochMetrics[] epochs = [new(1, 10, 2, 1.5, 0.5, 0.1, 3, 0.1, 100), new(2, 20, 1, 0.7, 0.8, 0.05, 3, 0.1, 100), new(3, 30, 0.5, 0.6, 0.9, 0.01, 3, 0.1, 100)];
        StepMetrics[] steps = [.. Enumerable.Range(1, 100).Select(i => new StepMetrics(i, i / 30.0, 3.0 / i, 0.1 / i))];
        return new Dictionary<string, Figure>
        {
            ["loss"] = Curves.Loss(epochs),
            ["accuracy"] = Curves.Accuracy(epochs),
            ["steps"] = Curves.Loss(steps, logarithmic: true),
            ["rate"] = Curves.LearningRate(steps),
            ["range test"] = Curves.Of("Range test", "learning rate", "loss", false, new Curve("one", [(0.1, 2), (1, 1), (10, double.NaN)]), new Curve("none", [])),
            ["confusion"] = new ConfusionPlot(probabilities.Evaluate(labels).Confusion!),
            ["named confusion"] = new ConfusionPlot(probabilities.Evaluate(labels).Confusion!, ["airplane", "bird", "ship"]),
            ["mistakes"] = PictureSheet.OfMistakes(data, probabilities, labels, classes: ["airplane", "bird", "ship"]),
            ["saliency"] = PictureSheet.OfSaliency(network, data, labels),
            ["augmented"] = PictureSheet.OfEpochs(ImageSamples.Random(3, 3, 8, 8).Augmented(Augment.Flip()), examples: 3, epochs: 4),
        };
    }

    private static DataSet Images(int count)
    {
        var random = new CounterRandom(1, 0, 0);
        return new DataSet(
            new Column("image", Enumerable.Range(0, 5 * count).Select(i => random.Normal(i)).ToArray(), 1, 1, 5),
            new Column("label", Enumerable.Range(0, count).Select(i => i % 3).ToArray()));
    }
}
