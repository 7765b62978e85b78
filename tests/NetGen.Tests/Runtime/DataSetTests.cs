using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public class DataSetTests
{
    [Fact]
    public void SlicesAndSplitsAreViews()
    {
        DataSet data = Numbered(10);
        (DataSet first, DataSet second) = data.Split(7);
        Assert.Equal((7, 3), (first.Count, second.Count));
        Assert.Equal([14, 15, 16, 17, 18, 19], second["x"].Floats.ToArray());
        Assert.Equal([8], second.Slice(1, 1)["y"].Ints.ToArray());
        Assert.True(data["x"].Floats[14..].Overlaps(second["x"].Floats));
        Assert.Equal([4, 5, 6, 7], data.Batch(2, 2).Floats(0).ToArray());
    }

    [Fact]
    public void MistakesAreNamed()
    {
        DataSet data = Numbered(4);
        Assert.Throws<ArgumentException>(() => new Column("x", new float[5], 2));
        Assert.Throws<ArgumentException>(() => new DataSet());
        Assert.Throws<ArgumentException>(() => new DataSet(new Column("x", new float[4], 2), new Column("y", new int[3])));
        Assert.Throws<ArgumentException>(() => new DataSet(new Column("x", new float[4], 2), new Column("x", new int[2])));
        Assert.Throws<KeyNotFoundException>(() => data["z"]);
        Assert.Throws<InvalidOperationException>(() => data["x"].Ints.Length);
        Assert.Throws<InvalidOperationException>(() => data.Batch(0, 1).Floats(1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Batch(0, 1).Floats(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchReader(data, 0));
    }

    [Theory]
    [InlineData(10, 3, false), InlineData(10, 3, true), InlineData(9, 3, true), InlineData(2, 5, false), InlineData(2, 5, true), InlineData(0, 5, false)]
    public void AnEpochVisitsEveryExampleOnce(int count, int batchSize, bool dropLast)
    {
        foreach (bool shuffle in (bool[])[true, false])
        {
            var reader = new BatchReader(Numbered(count), batchSize, seed: 5, shuffle, dropLast);
            List<int> order = ReadEpoch(reader, 1, out int batches);
            int expected = dropLast ? count / batchSize * batchSize : count;
            Assert.Equal(reader.BatchCount, batches);
            Assert.Equal(expected, order.Distinct().Count());
            Assert.Equal(expected, order.Count);
            if (!shuffle)
                Assert.Equal(Enumerable.Range(0, expected), order);
        }
    }

    [Fact]
    public void TheOrderDependsOnSeedAndEpochOnly()
    {
        DataSet data = Numbered(500);
        var reader = new BatchReader(data, 64, seed: 5);
        List<int> first = ReadEpoch(reader, 0, out _);
        List<int> second = ReadEpoch(reader, 1, out _);
        Assert.NotEqual(first, second);
        Assert.Equal(first, ReadEpoch(reader, 0, out _));
        Assert.Equal(second, ReadEpoch(new BatchReader(data, 10, seed: 5), 1, out _));
        Assert.NotEqual(first, ReadEpoch(new BatchReader(data, 64, seed: 6), 0, out _));
    }

    [Fact]
    public void EveryPlaceIsEquallyLikely()
    {
        // Where example 0 of 8 goes in 8000 epochs: chi-squared with 7 degrees of freedom, below 24.3 with probability 0.999.
        var counts = new int[8];
        var reader = new BatchReader(Numbered(8), 8);
        for (int epoch = 0; epoch < 8000; epoch++)
            counts[ReadEpoch(reader, epoch, out _).IndexOf(0)]++;
        Assert.InRange(counts.Sum(n => (n - 1000.0) * (n - 1000.0) / 1000), 0, 24.3);
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var reader = new BatchReader(Numbered(100), 7);
        long sum = 0;
        for (int epoch = 0; epoch < 3; epoch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            reader.Start(epoch);
            while (reader.Next(out Batch batch))
                sum += batch.Ints(1)[0];
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(epoch == 0 || allocated == 0, $"{allocated} bytes");
        }
        Assert.NotEqual(0, sum);
    }

    private static DataSet Numbered(int count) => new(
        new Column("x", Enumerable.Range(0, 2 * count).Select(i => (float)i).ToArray(), 2),
        new Column("y", Enumerable.Range(0, count).ToArray()));

    private static List<int> ReadEpoch(BatchReader reader, int epoch, out int batches)
    {
        var order = new List<int>();
        reader.Start(epoch);
        for (batches = 0; reader.Next(out Batch batch); batches++)
        {
            order.AddRange(batch.Ints(1));
            for (int i = 0; i < batch.Count; i++)
                Assert.Equal([2f * batch.Ints(1)[i], 2f * batch.Ints(1)[i] + 1], batch.Floats(0).Slice(2 * i, 2).ToArray());
        }
        return order;
    }

    [Fact]
    public void OneHotHasAOneForEachLabel()
    {
        var data = new DataSet(new Column("x", (float[])[1, 2, 3]), new Column("label", (int[])[2, 0, 1]));
        DataSet oneHot = data.OneHot("label", 3);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0], oneHot["label"].Floats.ToArray());
        Assert.Equal(3, oneHot["label"].RowLength);
        Assert.Same(data["x"], oneHot["x"]);
        Assert.Contains("label 2 of example 0 is not one of 0 to 1", Assert.Throws<ArgumentException>(() => data.OneHot("label", 2)).Message);
        Assert.Throws<ArgumentException>(() => data.OneHot("x", 3));
        Assert.Throws<KeyNotFoundException>(() => data.OneHot("y", 3));
    }
}
