using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Batches of augmented examples: the same however they are read, and without garbage.</summary>
public class AugmentedBatchTests
{
    [Theory]
    [InlineData(1, 0), InlineData(2, 0), InlineData(7, 0), InlineData(1, 1), InlineData(1, 3), InlineData(3, 2)]
    public void BatchesDoNotDependOnThreadsNorOnReadingAhead(int threads, int readAhead)
    {
        ExampleSource data = Everything(100);
        using var plain = new BatchReader(data, 16, seed: 9);
        using var reader = new BatchReader(data, 16, seed: 9, threads: threads, readAhead: readAhead);
        for (int epoch = 0; epoch < 3; epoch++)
            Assert.Equal(plain.ReadEpoch(epoch), reader.ReadEpoch(epoch));
        Assert.NotEqual(plain.ReadEpoch(0), plain.ReadEpoch(1));
        using var other = new BatchReader(data, 16, seed: 10);
        Assert.NotEqual(plain.ReadEpoch(0), other.ReadEpoch(0));
    }

    [Fact]
    public void PicturesDoNotDependOnTheBatchSize()
    {
        ExampleSource data = Everything(50);
        using var small = new BatchReader(data, 7, seed: 9);
        using var large = new BatchReader(data, 50, seed: 9);
        Assert.Equal(small.ReadEpoch(2), large.ReadEpoch(2));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(3)]
    public void AnyBatchOfAnyEpochCanBeReadNext(int readAhead)
    {
        ExampleSource data = Everything(40);
        using var plain = new BatchReader(data, 16, seed: 9);
        using var reader = new BatchReader(data, 16, seed: 9, readAhead: readAhead);
        var batches = new Dictionary<(int, int), float[]>();
        for (int epoch = 0; epoch < 3; epoch++)
        {
            plain.Start(epoch);
            for (int number = 0; plain.Next(out Batch batch); number++)
            {
                batches[(epoch, number)] = batch.Floats(0).ToArray();
                Assert.Equal(new BatchPosition(epoch, number + 1), plain.Position);
            }
        }
        foreach ((int epoch, int number) in ((int, int)[])[(1, 2), (0, 0), (0, 1), (2, 1), (2, 2), (0, 2), (1, 0), (0, 0), (0, 0)])
        {
            reader.Start(epoch, number);
            Assert.True(reader.Next(out Batch batch));
            Assert.Equal(batches[(epoch, number)], batch.Floats(0).ToArray());
        }
    }

    [Theory]
    [InlineData(1, 0), InlineData(2, 0), InlineData(2, 2)]
    public void ReadingAllocatesNothing(int threads, int readAhead)
    {
        var source = new Measured(Everything(64));
        using var reader = new BatchReader(source, 16, threads: threads, readAhead: readAhead);
        double sum = 0;
        Read(5); // warms up what the threads work in
        source.Bytes = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(20);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, source.Bytes);
        Assert.NotEqual(0, sum);

        void Read(int epochs)
        {
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                reader.Start(epoch);
                while (reader.Next(out Batch batch))
                    sum += batch.Floats(0)[0];
            }
        }
    }

    [Fact]
    public void WhatGoesWrongInTheBackgroundIsThrownWhereTheBatchIsAskedFor()
    {
        var source = new Failing(30);
        using var reader = new BatchReader(source, 10, shuffle: false, readAhead: 2);
        Assert.True(reader.Next(out _));
        Assert.True(reader.Next(out _));
        Assert.Contains("example 25", Assert.Throws<InvalidOperationException>(() => reader.Next(out _)).Message);
        Assert.Equal(2, reader.Position.Batch);
        reader.Start(0);
        Assert.True(reader.Next(out _));
    }

    [Fact]
    public void ReadersEndTheirThreads()
    {
        var reader = new BatchReader(Everything(40), 8, readAhead: 2);
        Assert.True(reader.Next(out _));
        reader.Dispose();
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.Next(out _));
        new BatchReader(Everything(40), 8, readAhead: 2).Dispose();
    }

    [Fact]
    public void ReadingAheadHidesASlowSource()
    {
        using var reader = new BatchReader(new Slow(40), 10, shuffle: false, readAhead: 4);
        Assert.True(reader.Next(out _));
        TimeSpan first = reader.Waited;
        Assert.True(first > TimeSpan.FromMilliseconds(5));
        Thread.Sleep(500);
        Assert.True(reader.Next(out _));
        Assert.True(reader.Waited - first < TimeSpan.FromMilliseconds(10), $"{reader.Waited - first}");
    }

    [Fact]
    public void FitTrainsOnAugmentedBatchesAndTellsTheTimeItWaited()
    {
        float[] Train(int readAhead, int threads)
        {
            var pixels = Enumerable.Range(0, 60 * LinearClassifier.Inputs).Select(i => new CounterRandom(1, 0, 0).Uniform(i)).ToArray();
            var data = new DataSet(new Column("image", pixels, 1, 1, LinearClassifier.Inputs), new Column("label", Enumerable.Range(0, 60).Select(i => i % 3).ToArray()));
            using var network = new LinearClassifier(seed: 1);
            using var trainer = new LinearClassifier.Training(network, 16);
            FitResult result = trainer.Fit(data.Augmented(Augment.Flip()), 3, data, new FitOptions { ReadAhead = readAhead, ReadThreads = threads });
            Assert.All(result.Epochs, epoch => Assert.InRange(epoch.WaitedForData, TimeSpan.Zero, epoch.Duration));
            return network.Parameters[0].ToArray();
        }
        Assert.Equal(Train(0, 1), Train(2, 1));
        Assert.Equal(Train(0, 1), Train(3, 2));
    }

    private static ExampleSource Everything(int count)
    {
        DataSet data = ImageSamples.Random(count, 3, 9, 8);
        return data.Augmented(
            Augment.Flip(), Augment.RandomCrop(padding: 2), Augment.Affine(10, 5, 0.1f, 0.1f), Augment.RandomResizedCrop(8, 7), Augment.ColorJitter(0.2f, 0.2f, 0.2f, 0.1f),
            Augment.ColorNoise(ChannelStatistics.Of(data)), Augment.Normalize(ChannelStatistics.Of(data)), Augment.Cutout(3)).Mixed();
    }

    /// <summary>Counts the bytes that reading allocates, in whatever thread.</summary>
    private sealed class Measured(ExampleSource source) : ExampleSource(source.Count, source.ColumnTypes)
    {
        private long bytes;

        public long Bytes
        {
            get => Interlocked.Read(ref bytes);
            set => Interlocked.Exchange(ref bytes, value);
        }

        public override void ReadFloats(int column, int example, Span<float> values, ReadContext context)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            source.ReadFloats(column, example, values, context);
            Interlocked.Add(ref bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => source.ReadInts(column, example, values, context);
    }

    private sealed class Failing(int count) : ExampleSource(count, new ColumnType("x", false, []))
    {
        public override void ReadFloats(int column, int example, Span<float> values, ReadContext context) =>
            values[0] = example == 25 ? throw new InvalidOperationException("example 25") : example;

        public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => throw new NotSupportedException();
    }

    private sealed class Slow(int count) : ExampleSource(count, new ColumnType("x", false, []))
    {
        public override void ReadFloats(int column, int example, Span<float> values, ReadContext context)
        {
            Thread.Sleep(1);
            values[0] = example;
        }

        public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => throw new NotSupportedException();
    }
}
