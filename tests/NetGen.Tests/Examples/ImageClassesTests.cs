using System.IO;
using System.Linq;
using NetGen.Data;
using Transfer;
using Xunit;

namespace NetGen.Tests.Examples;

public class ImageClassesTests
{
    /// <summary>Images of two pixels, of which the first is the number and the second the class.</summary>
    private static readonly DataSet Images = new(
        new Column("image", Enumerable.Range(0, 100).SelectMany(i => new float[] { i, i % 5 }).ToArray(), 2),
        new Column("label", Enumerable.Range(0, 100).Select(i => i % 5).ToArray()));

    [Fact]
    public void SoManyOfEachClassAreChosenBySeed()
    {
        DataSet chosen = ImageClasses.Choose(Images, 7, seed: 1);

        Assert.Equal(35, chosen.Count);
        Assert.All(chosen["label"].Ints.ToArray().CountBy(label => label), count => Assert.Equal(7, count.Value));
        Assert.Equal(chosen["label"].Ints.ToArray().Select(label => (float)label), Floats(chosen, 1));
        Assert.Equal(35, Floats(chosen, 0).Distinct().Count());
        Assert.Equal(Floats(chosen, 0), Floats(ImageClasses.Choose(Images, 7, seed: 1), 0));
        Assert.NotEqual(Floats(chosen, 0), Floats(ImageClasses.Choose(Images, 7, seed: 2), 0));
        Assert.Throws<InvalidDataException>(() => ImageClasses.Choose(Images, 21, seed: 1));
    }

    [Fact]
    public void RepeatedImagesComeInTurn()
    {
        DataSet chosen = ImageClasses.Choose(Images, 2, seed: 1), repeated = ImageClasses.Repeat(chosen, 25);

        Assert.Equal(25, repeated.Count);
        Assert.Equal(Floats(chosen, 0).Concat(Floats(chosen, 0)).Concat(Floats(chosen, 0).Take(5)), Floats(repeated, 0));
    }

    private static float[] Floats(DataSet images, int pixel) => [.. Enumerable.Range(0, images.Count).Select(i => images["image"].Floats[(2 * i) + pixel])];
}
