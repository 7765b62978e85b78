using System;
using System.Linq;
using NetGen.Data;

namespace NetGen.Tests.Runtime;

/// <summary>Images for tests of augmentation, and the batches that are made of them.</summary>
internal static class ImageSamples
{
    /// <summary>Images from 0 to 1, the same in every test, and as labels their numbers.</summary>
    public static DataSet Random(int count, int channels, int height, int width)
    {
        var random = new CounterRandom(77, 0, 0);
        float[] pixels = [.. Enumerable.Range(0, count * channels * height * width).Select(i => random.Uniform(i))];
        return new DataSet(new Column("image", pixels, channels, height, width), new Column("label", Enumerable.Range(0, count).ToArray()));
    }

    /// <summary>One image.</summary>
    public static DataSet Of(int channels, int height, int width, params float[] pixels) => new(new Column("image", pixels, channels, height, width));

    /// <summary>What is read of an example in an epoch.</summary>
    public static float[] Read(this ExampleSource source, int example = 0, int epoch = 0, ulong seed = 5, int column = 0)
    {
        var values = new float[source.ColumnTypes[column].RowLength];
        source.ReadFloats(column, example, values, new ReadContext(seed) { Epoch = epoch });
        return values;
    }

    /// <summary>What a column of all batches of an epoch has.</summary>
    public static float[] ReadEpoch(this BatchReader reader, int epoch, int column = 0)
    {
        var all = Enumerable.Empty<float>();
        reader.Start(epoch);
        while (reader.Next(out Batch batch))
            all = all.Concat(batch.Floats(column).ToArray());
        return [.. all];
    }

    public static void Near(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance = 1e-5f)
    {
        Xunit.Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Xunit.Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"element {i}: expected {expected[i]}, got {actual[i]}");
    }
}
