using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>What the stages do where their parameters are known, pixel by pixel.</summary>
public class AugmentationTests
{
    private static readonly DataSet Numbered = ImageSamples.Of(1, 3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);

    [Fact]
    public void FlipExchangesLeftAndRight()
    {
        Assert.Equal([3, 2, 1, 6, 5, 4, 9, 8, 7], Numbered.Augmented(Augment.Flip(1)).Read());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], Numbered.Augmented(Augment.Flip(0)).Read());
    }

    [Fact]
    public void CropIsOneOfAllPlaces()
    {
        var seen = new HashSet<string>();
        ExampleSource data = Numbered.Augmented(Augment.RandomCrop(padding: 1, fill: -1));
        for (int epoch = 0; epoch < 300; epoch++)
            seen.Add(string.Join(" ", data.Read(epoch: epoch)));

        // Rows and columns -1 to 3 of the padded image.
        var expected = new HashSet<string>();
        for (int top = -1; top <= 1; top++)
        {
            for (int left = -1; left <= 1; left++)
            {
                expected.Add(string.Join(" ", Enumerable.Range(0, 9).Select(i =>
                    (top + (i / 3), left + (i % 3)) is var (y, x) && y is >= 0 and < 3 && x is >= 0 and < 3 ? (3 * y) + x + 1 : -1)));
            }
        }
        Assert.True(expected.SetEquals(seen));
    }

    [Fact]
    public void CropsChangeTheShape()
    {
        DataSet data = ImageSamples.Random(2, 3, 8, 10);
        Assert.Equal(new ImageShape(3, 5, 4), data.Augmented(Augment.RandomCrop(5, 4)).ColumnTypes[0].AsImage());
        Assert.Equal(new ImageShape(3, 2, 2), data.Augmented(Augment.RandomResizedCrop(6, 6), Augment.Flip(), Augment.CenterCrop(2, 2)).ColumnTypes[0].AsImage());
        Assert.Equal([5], Numbered.Augmented(Augment.CenterCrop(1, 1)).Read());
        Assert.Equal("label", data.Augmented(Augment.CenterCrop(2, 2)).ColumnTypes[1].Name);
    }

    [Theory]
    [InlineData(90, new float[] { 3, 6, 9, 2, 5, 8, 1, 4, 7 })]
    [InlineData(-90, new float[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 })]
    [InlineData(180, new float[] { 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    [InlineData(360, new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public void RotationByRightAnglesMovesPixels(float angle, float[] expected) => ImageSamples.Near(expected, Numbered.Augmented(Augment.Rotation(angle, angle)).Read());

    [Fact]
    public void ShearMovesRowsByTheirDistanceFromTheMiddle()
    {
        ImageSamples.Near([2, 3, 0, 4, 5, 6, 0, 7, 8], Numbered.Augmented(Augment.Shear(45, 45)).Read());
        ImageSamples.Near([-1, 1, 2, 4, 5, 6, 8, 9, -1], Numbered.Augmented(Augment.Shear(-45, -45, fill: -1)).Read());
    }

    [Fact]
    public void RotationByHalfARightAngleIsBilinear()
    {
        // The pixel right of the middle of the result comes from (√½, √½) of the image: rows go down.
        float half = MathF.Sqrt(0.5f);
        float expected = ((1 - half) * (1 - half) * 5) + (half * (1 - half) * (6 + 8)) + (half * half * 9);
        Assert.Equal(expected, Numbered.Augmented(Augment.Rotation(45, 45)).Read()[5], 1e-5);
    }

    [Fact]
    public void ResizingIsBilinearAndWeighsWhatItShrinks()
    {
        DataSet row = ImageSamples.Of(1, 1, 4, 0, 8, 16, 80);
        ImageSamples.Near([0, 2, 6, 10, 14, 32, 64, 80], row.Augmented(Augment.Resize(1, 8)).Read());
        // A triangle of width 4 around 1 and 3: weights 1/8, 3/8, 3/8, 1/8, of which what lies within the image adds up to 7/8.
        ImageSamples.Near([(0 * 3 + 8 * 3 + 16) / 7f, (8 + 16 * 3 + 80 * 3) / 7f], row.Augmented(Augment.Resize(1, 2)).Read());
        ImageSamples.Near(row.Read(), row.Augmented(Augment.Resize(1, 4)).Read());
    }

    [Fact]
    public void ResizedCropOfTheWholeImageIsTheImage() =>
        ImageSamples.Near(Numbered.Read(), Numbered.Augmented(Augment.RandomResizedCrop(3, 3, leastArea: 1, mostRatio: 1)).Read());

    [Fact]
    public void CutoutFillsASquareThatTheBorderMayCut()
    {
        DataSet ones = ImageSamples.Of(2, 7, 7, [.. Enumerable.Repeat(1f, 98)]);
        ExampleSource data = ones.Augmented(Augment.Cutout(3));
        for (int epoch = 0; epoch < 200; epoch++)
        {
            float[] image = data.Read(epoch: epoch);
            int[] holes = [.. Enumerable.Range(0, 49).Where(i => image[i] == 0)];
            Assert.Equal(holes, Enumerable.Range(0, 49).Where(i => image[49 + i] == 0));
            int height = holes.Max(i => i / 7) - holes.Min(i => i / 7) + 1, width = holes.Max(i => i % 7) - holes.Min(i => i % 7) + 1;
            Assert.Equal(height * width, holes.Length);
            Assert.InRange(height, 2, 3);
            Assert.InRange(width, 2, 3);
        }
    }

    [Fact]
    public void NormalizedImagesHaveMeanZeroAndDeviationOne()
    {
        DataSet data = ImageSamples.Random(50, 3, 6, 5);
        ChannelStatistics statistics = ChannelStatistics.Of(data);
        ChannelStatistics after = ChannelStatistics.Of(data.Augmented(Augment.Normalize(statistics)));
        for (int channel = 0; channel < 3; channel++)
        {
            double[] pixels = [.. Enumerable.Range(0, 50 * 90).Where(i => i / 30 % 3 == channel).Select(i => (double)data["image"].Floats[i])];
            Assert.Equal(pixels.Average(), statistics.Means[channel], 1e-6);
            Assert.Equal(Math.Sqrt(pixels.Average(p => Math.Pow(p - pixels.Average(), 2))), statistics.Deviations[channel], 1e-6);
            Assert.Equal(0, after.Means[channel], 1e-6);
            Assert.Equal(1, after.Deviations[channel], 1e-5);
        }
    }

    [Fact]
    public void TenCropHasTheCornersTheMiddleAndTheirMirrorImages()
    {
        DataSet data = new(new Column("image", Enumerable.Range(0, 32).Select(i => (float)i).ToArray(), 1, 4, 4), new Column("label", new[] { 7, 8 }));
        ExampleSource views = data.TenCrop(2, 2);
        Assert.Equal(20, views.Count);
        float[][] expected = [[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15], [5, 6, 9, 10]];
        for (int view = 0; view < 5; view++)
        {
            float[] plain = expected[view], mirrored = [plain[1], plain[0], plain[3], plain[2]];
            Assert.Equal(plain, views.Read(view));
            Assert.Equal(mirrored, views.Read(view + 5));
            Assert.Equal(plain.Select(p => p + 16), views.Read(view + 10));
        }
        using var reader = new BatchReader(views, 20, shuffle: false);
        Assert.True(reader.Next(out Batch batch));
        Assert.Equal([.. Enumerable.Repeat(7, 10), .. Enumerable.Repeat(8, 10)], batch.Ints(1).ToArray());
    }

    [Fact]
    public void MistakesAreNamed()
    {
        DataSet grey = ImageSamples.Random(2, 1, 8, 8);
        Assert.Contains(
            "channels x rows x columns",
            Assert.Throws<InvalidOperationException>(() => new DataSet(new Column("x", new float[4], 2)).Augmented(Augment.Flip())).Message);
        Assert.Throws<InvalidOperationException>(() => new DataSet(new Column("x", new int[4], 2, 2)).Augmented(Augment.Flip()));
        Assert.Contains("9x8", Assert.Throws<ArgumentException>(() => grey.Augmented(Augment.RandomCrop(9, 8))).Message);
        Assert.Contains("1x8x8", Assert.Throws<ArgumentException>(() => grey.Augmented(Augment.ColorJitter(hue: 0.1f))).Message);
        Assert.Throws<ArgumentException>(() => grey.Augmented(Augment.CenterCrop(4, 4), Augment.CenterCrop(5, 5)));
        Assert.Throws<ArgumentException>(() => grey.TenCrop(9, 9));
        Assert.Throws<ArgumentException>(() => grey.Augmented(Augment.Normalize([0, 0], [1, 1])));
        Assert.Throws<ArgumentException>(() => Augment.Normalize([0, 0], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Augment.Flip(1.5f));
        Assert.Throws<ArgumentOutOfRangeException>(() => Augment.ColorJitter(hue: 0.6f));
        Assert.Throws<ArgumentOutOfRangeException>("from", () => Augment.Rotation(float.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => Augment.Rotation(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => Augment.Shear(0, 90));
        Assert.Throws<ArgumentOutOfRangeException>("rotation", () => Augment.Rotation(float.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => grey.Mixed(0));
    }
}
