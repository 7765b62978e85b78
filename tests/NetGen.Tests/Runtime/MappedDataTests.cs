using System;
using System.IO;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class MappedDataTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void MappedImagesAreThoseThatAreRead()
    {
        byte[] pixels = [.. Enumerable.Range(0, 50 * 12).Select(i => (byte)(i * 7))];
        string images = directory.Write("images", [0, 0, 8, 3, 0, 0, 0, 50, 0, 0, 0, 3, 0, 0, 0, 4, .. pixels]);
        string labels = directory.Write("labels", [0, 0, 8, 1, 0, 0, 0, 50, .. Enumerable.Range(0, 50).Select(i => (byte)i)]);
        DataSet mapped = IdxFile.MapLabelledImages(images, labels, 0.1f, 0.3f), read = IdxFile.ReadLabelledImages(images, labels, 0.1f, 0.3f);
        Assert.Equal(read.ColumnTypes.ToArray(), mapped.ColumnTypes.ToArray());
        Assert.Equal(new ImageShape(1, 3, 4), mapped.ColumnTypes[0].AsImage());
        Assert.False(mapped.IsInMemory);

        using BatchReader a = new(read, 8, seed: 3), b = new(mapped, 8, seed: 3, readAhead: 2), c = new(mapped.Split(20).Second, 8, shuffle: false);
        Assert.Equal(a.ReadEpoch(1), b.ReadEpoch(1));
        Assert.Equal(read.Split(20).Second["image"].Floats.ToArray(), c.ReadEpoch(0));
        c.Start(0);
        Assert.True(c.Next(out Batch batch));
        Assert.Equal(Enumerable.Range(20, 8), batch.Ints(1).ToArray());
    }

    [Fact]
    public void NumbersOfNpyFilesAreConvertedWhenTheyAreRead()
    {
        NpyFile.Write(directory["floats.npy"], [3, 2], [1, 2, 3, 4, 5, 6]);
        MappedArray floats = MappedArray.Open(directory["floats.npy"]);
        Assert.Equal((ElementType.Float32, 3), (floats.Type, floats.Shape[0]));
        Assert.Equal([3, 4], new DataSet(floats.ToFloats("x")).Read(1));
        Assert.Equal([1, 1.5f], new DataSet(floats.ToFloats("x", mean: 1, deviation: 2)).Read(1));
        Assert.Throws<InvalidDataException>(() => floats.ToInts("x"));

        string header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 2), }".PadRight(117) + "\n";
        byte[] numbers = [.. new[] { 7, -8, 9, 1 << 30 }.SelectMany(BitConverter.GetBytes)];
        string ints = directory.Write("ints.npy", [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. header.Select(c => (byte)c), .. numbers]);
        DataSet data = new(MappedArray.Open(ints).ToInts("tokens"));
        var row = new int[2];
        data.ReadInts(0, 1, row, new ReadContext(0));
        Assert.Equal([9, 1 << 30], row);
        Assert.Equal([7, -8], new DataSet(MappedArray.Open(ints).ToFloats("x")).Read(0));
    }

    [Fact]
    public void AFileLargerThanAnArrayIsMapped()
    {
        // A sparse file of 3 GB: only what is written and read takes room.
        string path = directory["large"];
        using (FileStream file = File.Create(path))
        {
            file.Write([0, 0, 8, 3, 0, 0x2D, 0xC6, 0xC0, 0, 0, 0, 32, 0, 0, 0, 32]);
            file.Position += (3_000_000L * 1024) - 1;
            file.WriteByte(255);
        }
        DataSet data = new(MappedArray.Open(path).ToFloats("image"));
        Assert.Equal(3_000_000, data.Count);
        Assert.Equal(1, data.Read(2_999_999)[^1]);
        Assert.Equal(0, data.Read(2_999_998)[^1]);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Fails("compressed", [0x1F, 0x8B, 8, 0, 0]);
        Fails("neither", [1, 2, 3, 4, 5]);
        Fails("big-endian", [0, 0, 0x0D, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
        Fails("the file has 1", [0, 0, 8, 1, 0, 0, 0, 2, 9]);
        Fails("the file has 3", [0, 0, 8, 1, 0, 0, 0, 2, 9, 9, 9]);
        Fails("no examples", [0, 0, 8, 1, 0, 0, 0, 0]);
        Fails("truncated", [0, 0, 8, 2, 0, 0, 0, 2]);
        Fails("more bytes", [0, 0, 8, 4, 127, 0, 0, 2, 127, 0, 0, 0, 127, 0, 0, 0, 127, 0, 0, 0]);

        string bytes = directory.Write("bytes", [0, 0, 8, 1, 0, 0, 0, 2, 9, 9]);
        var data = new DataSet(MappedArray.Open(bytes).ToInts("label"));
        Assert.Contains(nameof(BatchReader), Assert.Throws<InvalidOperationException>(() => data["label"].Ints.Length).Message);
        Assert.Throws<InvalidOperationException>(() => data.Batch(0, 1).Ints(0).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.ReadInts(0, 2, new int[1], new ReadContext(0)));
    }

    private void Fails(string message, byte[] content)
    {
        string path = directory.Write("wrong", content);
        string told = Assert.Throws<InvalidDataException>(() => MappedArray.Open(path)).Message;
        Assert.StartsWith(path, told);
        Assert.Contains(message, told);
    }
}
