using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen;
using NetGen.Data;

namespace Transfer;

/// <summary>Images of five classes of an IDX data set, which are numbered from 0 on.</summary>
internal static class ImageClasses
{
    public const int Count = 5;

    /// <summary>Reads the images of the classes <paramref name="first"/> to <paramref name="first"/> + 4.</summary>
    /// <param name="directory">Has the four files of the data set.</param>
    /// <param name="part"><c>train</c> or <c>t10k</c>.</param>
    /// <param name="first">The first class.</param>
    public static DataSet Read(string directory, string part, int first)
    {
        DataSet all = IdxFile.ReadLabelledImages(Path.Combine(directory, $"{part}-images-idx3-ubyte.gz"), Path.Combine(directory, $"{part}-labels-idx1-ubyte.gz"));
        int[] labels = all["label"].Ints.ToArray();
        return Take(all, [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] >= first && labels[i] < first + Count)], first);
    }

    /// <summary>So many images of each class, chosen at random.</summary>
    /// <exception cref="InvalidDataException">A class has fewer.</exception>
    public static DataSet Choose(DataSet from, int ofEach, ulong seed)
    {
        int[] labels = from["label"].Ints.ToArray();
        var chosen = new List<int>();
        for (int label = 0; label < Count; label++)
        {
            int[] images = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == label)];
            if (images.Length < ofEach)
                throw new InvalidDataException($"there are {images.Length} images of class {label}, and {ofEach} are asked for");
            new RandomSequence(seed, label).Shuffle<int>(images);
            chosen.AddRange(images[..ofEach]);
        }
        return Take(from, [.. chosen], firstLabel: 0);
    }

    /// <summary>The images again and again, until there are so many.</summary>
    public static DataSet Repeat(DataSet images, int count) => Take(images, [.. Enumerable.Range(0, count).Select(i => i % images.Count)], firstLabel: 0);

    private static DataSet Take(DataSet from, int[] which, int firstLabel)
    {
        int pixels = from["image"].RowLength;
        float[] images = new float[which.Length * pixels];
        int[] labels = new int[which.Length];
        for (int i = 0; i < which.Length; i++)
        {
            from["image"].Floats.Slice(which[i] * pixels, pixels).CopyTo(images.AsSpan(i * pixels));
            labels[i] = from["label"].Ints[which[i]] - firstLabel;
        }
        return new DataSet(new Column("image", images, pixels), new Column("label", labels));
    }
}
