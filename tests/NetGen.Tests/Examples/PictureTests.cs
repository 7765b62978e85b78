using System;
using System.Collections.Generic;
using System.Linq;
using Caption;
using Frames;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Examples;

/// <summary>Pictures and videos that are made of MNIST's digits.</summary>
public class PictureTests
{
    static readonly DataSet Digits = ExampleFiles.Digits();

    [Fact]
    public void AVideosDigitMovesTheWayThatItsLabelSays()
    {
        const int frames = 4, side = 40, step = 3;
        var videos = new MovingDigits(Digits, frames, side, step, seed: 1);
        float[] video = new float[videos.Length];
        var seen = new HashSet<(int, int)>();
        for (int number = 0; number < 400; number++)
        {
            (int direction, int digit) = videos.Make(number, video);
            seen.Add((direction, digit));
            string name = MovingDigits.Name(direction);
            (double x, double y) first = Middle(0), last = Middle(frames - 1);
            double way = (frames - 1) * step;
            Assert.Equal(name.Contains("right") ? way : name.Contains("left") ? -way : 0, last.x - first.x, 1e-3);
            Assert.Equal(name.Contains("down") ? way : name.Contains("up") ? -way : 0, last.y - first.y, 1e-3);
            // Nothing of it is cut off: all frames hold the same ink, and it is that of a digit with this label.
            double[] ink = [.. Enumerable.Range(0, frames).Select(f => video.Skip(f * side * side).Take(side * side).Sum(p => (double)p))];
            Assert.All(ink, sum => Assert.Equal(ink[0], sum, 1e-3));
            Assert.Contains(Enumerable.Range(0, Digits.Count), i => Digits["label"].Ints[i] == digit && Math.Abs(Ink(i) - ink[0]) < 1e-3);
        }
        Assert.True(seen.Count > 75, $"{seen.Count} of 80 combinations occur");

        (double, double) Middle(int frame)
        {
            double sum = 0, x = 0, y = 0;
            for (int i = 0; i < side * side; i++)
            {
                float pixel = video[(frame * side * side) + i];
                sum += pixel;
                x += pixel * (i % side);
                y += pixel * (i / side);
            }
            return (x / sum, y / sum);
        }
    }

    static readonly Lazy<double[]> Inks = new(() => [.. Enumerable.Range(0, Digits.Count).Select(i => Digits["image"].Floats.Slice(i * 784, 784).ToArray().Sum(p => (double)p))]);

    static double Ink(int digit) => Inks.Value[digit];

    [Fact]
    public void ANumberAlwaysMakesTheSameVideo()
    {
        float[] a = new float[2 * 32 * 32], b = new float[a.Length];
        var videos = new MovingDigits(Digits, 2, 32, 4, seed: 1);
        var label = videos.Make(12, a);
        videos.Make(13, b);
        Assert.NotEqual(a, b);
        Assert.Equal(label, videos.Make(12, b));
        Assert.Equal(a, b);
        new MovingDigits(Digits, 2, 32, 4, seed: 2).Make(12, b);
        Assert.NotEqual(a, b);
        Assert.Throws<ArgumentException>("side", () => new MovingDigits(Digits, 3, 32, 4, seed: 1));
    }

    [Fact]
    public void ASentenceSaysWhatStandsInEachCell()
    {
        var scenes = new DigitScenes(Digits, seed: 1);
        float[] picture = new float[DigitScenes.Side * DigitScenes.Side];
        string[] rows = ["top", "middle", "bottom"], columns = ["left", "center", "right"];
        var words = new HashSet<string>();
        var counts = new int[4];
        for (int number = 0; number < 300; number++)
        {
            int[] tokens = scenes.Make(number, picture);
            string sentence = CaptionVocabulary.Decode(tokens);
            Assert.True(tokens.Length < DigitScenes.MaximumLength);
            Assert.Equal(tokens, sentence.Split(' ').Select(CaptionVocabulary.Token));
            words.UnionWith(sentence.Split(' '));
            string[][] parts = [.. sentence.Split(" and ").Select(part => part.Split(' '))];
            counts[parts.Length]++;
            Assert.All(parts, part => Assert.Equal((4, "a"), (part.Length, part[0])));
            int[] named = [.. parts.Select(part => (Array.IndexOf(rows, part[2]) * 3) + Array.IndexOf(columns, part[3]))];
            Assert.Equal(named.Distinct().Order(), named);
            Assert.Equal(named, Enumerable.Range(0, 9).Where(HasInk));
        }
        Assert.Equal(CaptionVocabulary.Count - 2, words.Count); // all but start and end
        Assert.All(counts[1..], count => Assert.InRange(count, 70, 130));

        bool HasInk(int cell)
        {
            int size = DigitScenes.Side / 3;
            return Enumerable.Range(0, size * size).Any(i => picture[(((cell / 3 * size) + (i / size)) * DigitScenes.Side) + (cell % 3 * size) + (i % size)] > 0);
        }
    }

    [Fact]
    public void ADigitOfAPictureIsHalfOfTheDataSets()
    {
        // Of a single digit the ink is a quarter.
        var one = new DataSet(new Column("image", Digits["image"].Floats[..784].ToArray(), 784), new Column("label", Digits["label"].Ints[..1].ToArray()));
        var scenes = new DigitScenes(one, seed: 1);
        float[] picture = new float[DigitScenes.Side * DigitScenes.Side];
        for (int number = 0; number < 20; number++)
        {
            string sentence = CaptionVocabulary.Decode(scenes.Make(number, picture));
            Assert.Equal(sentence.Split(" seven ").Length - 1, picture.Sum(p => (double)p) * 4 / Ink(0), 1e-3);
        }
    }
}
