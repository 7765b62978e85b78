using System;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>What is random in the stages has the distribution that it should have. Bounds are at five standard errors, but where another is told.</summary>
public class AugmentationStatisticsTests
{
    private const int Draws = 20_000;

    // The means of the halves of an axis, as resizing to two pixels takes them: the triangle over a half has its peak at 1/4 and reaches to 3/4, and the border cuts it at 0, so
    // that its mean is 25/84 of the axis.
    private const double HalvesApart = 1 - (2 * 25 / 84.0);

    [Fact]
    public void HalfOfTheImagesAreFlipped()
    {
        ExampleSource data = ImageSamples.Of(1, 1, 2, 0, 1).Augmented(Augment.Flip());
        IsNear(0.5, 0.5, Epochs(data, image => image[0]));
    }

    [Fact]
    public void EveryPlaceOfACropIsEquallyLikely()
    {
        // The pixel at the upper left names the place: 5 x 5 of them, chi-squared with 24 degrees of freedom, below 51.2 with probability 0.999.
        ExampleSource data = ImageSamples.Of(1, 8, 8, [.. Enumerable.Range(0, 64).Select(i => (float)i)]).Augmented(Augment.RandomCrop(4, 4));
        int[] counts = [.. Epochs(data, image => image[0]).GroupBy(place => place).Select(group => group.Count())];
        Assert.Equal(25, counts.Length);
        Assert.InRange(counts.Sum(n => Math.Pow(n - (Draws / 25.0), 2) / (Draws / 25.0)), 0, 51.2);
    }

    [Fact]
    public void AreasAndRatiosOfResizedCropsAreUniform()
    {
        // The channels of the image are its coordinates: two pixels of a result tell how wide, or how high, the rectangle was.
        const int Side = 200;
        float[] pixels = [.. Enumerable.Range(0, Side * Side).Select(i => (float)(i % Side)), .. Enumerable.Range(0, Side * Side).Select(i => (float)(i / Side))];
        ExampleSource data = ImageSamples.Of(2, Side, Side, pixels).Augmented(Augment.RandomResizedCrop(1, 2, leastArea: 0.1f, mostRatio: 1.5f));
        var areas = new double[400];
        var ratios = new double[400];
        ExampleSource high = ImageSamples.Of(2, Side, Side, pixels).Augmented(Augment.RandomResizedCrop(2, 1, leastArea: 0.1f, mostRatio: 1.5f));
        for (int epoch = 0; epoch < areas.Length; epoch++)
        {
            float[] wide = data.Read(epoch: epoch), tall = high.Read(epoch: epoch);
            double width = (wide[1] - wide[0]) / HalvesApart, height = (tall[3] - tall[2]) / HalvesApart;
            areas[epoch] = width * height / Side / Side;
            ratios[epoch] = Math.Log(width / height);
        }
        // Rectangles that do not fit are drawn again: with these areas and ratios about one in twelve, all of them large.
        Assert.InRange(areas.Min(), 0.099, 0.13);
        Assert.InRange(areas.Max(), 0.9, 1.001);
        Assert.InRange(areas.Average(), 0.45, 0.56);
        Assert.InRange(ratios.Average(), -5 * 0.234 / 20, 5 * 0.234 / 20);
        Assert.InRange(Math.Sqrt(ratios.Average(r => r * r)), 0.19, 0.25); // of a uniform number from -log 1.5 to log 1.5: 0.234
        Assert.InRange(ratios.Max(), 0.35, 0.41);
    }

    [Fact]
    public void AnglesAreUniform()
    {
        // Far from the middle of a ramp a small rotation changes the pixel by the sine of its angle.
        ExampleSource data = ImageSamples.Of(1, 41, 41, [.. Enumerable.Range(0, 41 * 41).Select(i => (float)(i / 41 - 20))]).Augmented(Augment.Rotation(30));
        double[] angles = Epochs(data, image => Math.Asin(image[(20 * 41) + 30] / 10.0) * 180 / Math.PI, 3000);
        IsNear(0, 30 / Math.Sqrt(3), angles);
        Assert.Equal(30 / Math.Sqrt(3), Math.Sqrt(angles.Average(a => a * a)), 0.5);
        Assert.InRange(angles.Max(), 29.5, 30.001);
        Assert.InRange(angles.Min(), -30.001, -29.5);
    }

    [Fact]
    public void JitterFactorsAreUniform()
    {
        ExampleSource brighter = ImageSamples.Of(1, 1, 1, 0.5f).Augmented(Augment.ColorJitter(brightness: 0.4f));
        double[] factors = Epochs(brighter, image => image[0] / 0.5);
        IsNear(1, 0.4 / Math.Sqrt(3), factors);
        Assert.Equal(0.16 / 3, factors.Average(f => (f - 1) * (f - 1)), 0.003);

        // Contrast leaves the mean grey, and multiplies what differs from it.
        ExampleSource contrast = ImageSamples.Of(1, 1, 2, 0.4f, 0.6f).Augmented(Augment.ColorJitter(contrast: 0.4f));
        Assert.All(Epochs(contrast, image => image[0] + image[1], 100), sum => Assert.Equal(1, sum, 1e-5));
        IsNear(1, 0.4 / Math.Sqrt(3), Epochs(contrast, image => (image[1] - image[0]) / 0.2));

        // Saturation leaves the grey of each pixel.
        ExampleSource saturated = ImageSamples.Of(3, 1, 1, 0.6f, 0.5f, 0.4f).Augmented(Augment.ColorJitter(saturation: 0.4f));
        Assert.All(Epochs(saturated, image => (0.299 * image[0]) + (0.587 * image[1]) + (0.114 * image[2]), 100), grey => Assert.Equal(0.5185, grey, 1e-5));
        IsNear(1, 0.4 / Math.Sqrt(3), Epochs(saturated, image => (image[0] - image[2]) / 0.2));
    }

    [Fact]
    public void HueTurnsTheCircle()
    {
        // Lightest and darkest channel stay; red at hue 0 turned by h ≤ 1/6 becomes (1, 6h, 0), or (1, 0, -6h).
        ExampleSource data = ImageSamples.Of(3, 1, 1, 1, 0, 0).Augmented(Augment.ColorJitter(hue: 1 / 6f));
        double[] turns = Epochs(data, image => (image[1] - image[2]) / 6);
        Assert.All(Enumerable.Range(0, 100), epoch => Assert.Equal((1f, 0f), (data.Read(epoch: epoch)[0], Math.Min(data.Read(epoch: epoch)[1], data.Read(epoch: epoch)[2]))));
        IsNear(0, 1 / 6.0 / Math.Sqrt(3), turns);

        // Half a turn either way makes red cyan at its ends: all hues are seen, and the sum of the channels of a pure color is from 1 to 2.
        ExampleSource all = ImageSamples.Of(3, 1, 1, 1, 0, 0).Augmented(Augment.ColorJitter(hue: 0.5f));
        Assert.InRange(Epochs(all, image => image[0]).Average(), 0.48, 0.52);
    }

    [Fact]
    public void ColorNoiseHasTheCovarianceOfAlexNet()
    {
        // Colors that vary along (1, 1, 1) and along (1, -1, 0).
        var random = new CounterRandom(3, 0, 0);
        float[] pixels = new float[3 * 4000];
        for (int i = 0; i < 4000; i++)
        {
            float grey = random.Normal(2 * i), tint = 0.5f * random.Normal((2 * i) + 1);
            (pixels[i], pixels[4000 + i], pixels[8000 + i]) = (grey + tint, grey - tint, grey);
        }
        DataSet data = ImageSamples.Of(3, 1, 4000, pixels);
        ChannelStatistics statistics = ChannelStatistics.Of(data);
        ExampleSource noisy = ImageSamples.Of(3, 1, 1, 0, 0, 0).Augmented(Augment.ColorNoise(statistics, deviation: 0.1f));
        float[][] noise = [.. Enumerable.Range(0, Draws).Select(epoch => noisy.Read(epoch: epoch))];
        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < 3; b++)
            {
                // P·diag(σλ)²·Pᵀ = σ²·C², whatever the eigenvectors.
                double expected = 0.01 * Enumerable.Range(0, 3).Sum(k => statistics.Covariance(a, k) * statistics.Covariance(k, b));
                Assert.Equal(expected, noise.Average(n => n[a] * n[b]), 5 * Math.Sqrt(2.0 / Draws) * 0.01 * 4);
            }
            Assert.Equal(0, noise.Average(n => n[a]), 5 * 0.2 / Math.Sqrt(Draws));
        }
    }

    [Fact]
    public void CutoutIsCenteredAnywhere()
    {
        // A square of one pixel: each of 25 is filled as often.
        ExampleSource data = ImageSamples.Of(1, 5, 5, [.. Enumerable.Repeat(1f, 25)]).Augmented(Augment.Cutout(1));
        int[] counts = [.. Epochs(data, image => image.IndexOf(0)).GroupBy(place => place).Select(group => group.Count())];
        Assert.Equal(25, counts.Length);
        Assert.InRange(counts.Sum(n => Math.Pow(n - (Draws / 25.0), 2) / (Draws / 25.0)), 0, 51.2);
    }

    [Fact]
    public void MixedSharesAreBetaDistributed()
    {
        // One-hot targets and images are mixed alike; λ of Beta(0.4, 0.4) has mean 1/2 and variance 1/(4·1.8). With a partner of another class the target tells it.
        var data = new DataSet(new Column("image", new float[] { 0, 1 }, 1, 1, 1), new Column("target", new float[] { 1, 0, 0, 1 }, 2));
        ExampleSource mixed = data.Mixed(alpha: 0.4f);
        float[][] targets = [.. Enumerable.Range(0, Draws).Select(epoch => mixed.Read(0, epoch, column: 1))];
        Assert.All(Enumerable.Range(0, 200), epoch => Assert.Equal(mixed.Read(0, epoch)[0], targets[epoch][1], 1e-6));
        // Half of the partners are the example itself, whatever λ is.
        double[] others = [.. targets.Select(t => (double)t[1])];
        double second = 0.25 + (1 / (4 * 1.8));
        IsNear(0.25, Math.Sqrt((second / 2) - 0.0625), others);
        Assert.Equal(second / 2, others.Average(o => o * o), 0.01);
    }

    [Fact]
    public void MixingWithClassNumbersHasTheSameExpectedLossAsMixedTargets()
    {
        // The mean share of the example is (α + 1)/(2α + 1): it keeps its label with λ and takes the other's with 1 - λ, in the mean over pairs.
        var data = new DataSet(new Column("image", new float[] { 0, 1 }, 1, 1, 1), new Column("label", new[] { 0, 1 }));
        ExampleSource mixed = data.Mixed(alpha: 1);
        double[] images = [.. Enumerable.Range(0, Draws).Select(epoch => (double)mixed.Read(0, epoch)[0])];
        IsNear((1 - (2 / 3.0)) / 2, 0.24, images);
        var labels = new int[1];
        mixed.ReadInts(1, 1, labels, new ReadContext(5));
        Assert.Equal(1, labels[0]);
    }

    [Fact]
    public void StagesExamplesEpochsAndSeedsAreIndependent()
    {
        DataSet noise = ImageSamples.Random(200, 1, 1, 2);
        ExampleSource twice = noise.Augmented(Augment.Flip(), Augment.Flip()), nested = noise.Augmented(Augment.Flip()).Augmented(Augment.Flip());
        int[] Flips(ExampleSource data, int epoch, ulong seed) => [.. Enumerable.Range(0, 200).Select(i => data.Read(i, epoch, seed)[0] == noise.Read(i)[0] ? 1 : 0)];
        // Were two stages to draw the same, nothing would ever be flipped in the end.
        Assert.InRange(Flips(twice, 0, 1).Sum(), 65, 135);
        Assert.Equal(Flips(twice, 0, 1), Flips(nested, 0, 1));
        foreach ((int epoch, ulong seed) in ((int, ulong)[])[(1, 1), (0, 2)])
            Assert.InRange(Flips(twice, 0, 1).Zip(Flips(twice, epoch, seed)).Count(pair => pair.First == pair.Second), 65, 135);
    }

    private static double[] Epochs(ExampleSource data, Func<float[], double> measure, int count = Draws) =>
        [.. Enumerable.Range(0, count).Select(epoch => measure(data.Read(epoch: epoch)))];

    private static void IsNear(double mean, double deviation, double[] numbers) => Assert.Equal(mean, numbers.Average(), 5 * deviation / Math.Sqrt(numbers.Length));
}
