using System;
using System.IO;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class CifarFileTests : IDisposable
{
    const int ImageBytes = 3 * 32 * 32;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void FilesAreReadOneBehindTheOther()
    {
        string first = directory.Write("data_batch_1.bin", [.. Record(7, 1), .. Record(0, 2)]);
        string second = directory.Write("data_batch_2.bin", Record(9, 3));

        (NumericArray images, NumericArray labels) = CifarFile.Read(first, second);
        Assert.Equal([3, 3, 32, 32], images.Shape.AsSpan().ToArray());
        Assert.Equal([7, 0, 9], labels.ToInts());
        byte[] expected = [.. Pixels(1), .. Pixels(2), .. Pixels(3)];
        Assert.Equal(expected, images.Bytes.ToArray());
    }

    [Fact]
    public void ImagesAndLabelsMakeADataSet()
    {
        string path = directory.Write("test_batch.bin", [.. Record(7, 1), .. Record(0, 2)]);
        DataSet data = CifarFile.ReadLabelledImages([path], mean: 0.2f, deviation: 0.5f);
        Assert.Equal(ImageBytes, data["image"].RowLength);
        Assert.Equal([7, 0], data["label"].Ints.ToArray());
        byte[] pixels = [.. Pixels(1), .. Pixels(2)];
        Assert.Equal(pixels.Select(p => ((p / 255f) - 0.2f) / 0.5f), data["image"].Floats.ToArray());
    }

    [Fact]
    public void ErrorsNameTheFile()
    {
        string good = directory.Write("good.bin", Record(1, 1));
        foreach ((byte[] bytes, string expected) in new[]
        {
            (Array.Empty<byte>(), "0 bytes are not a whole number of images"),
            (Record(1, 1)[..^1], "3072 bytes are not a whole number of images; each takes 3073"),
            ([.. Record(1, 1), 0], "3074 bytes are not a whole number of images"),
            ([.. Record(1, 1), .. Record(10, 1)], "the class of image 1 is 10"),
        })
        {
            string bad = directory.Write("bad.bin", bytes);
            string message = Assert.Throws<InvalidDataException>(() => CifarFile.Read(good, bad)).Message;
            Assert.StartsWith(bad, message);
            Assert.Contains(expected, message);
        }
        Assert.Throws<FileNotFoundException>(() => CifarFile.Read(directory["none.bin"]));
        Assert.Throws<ArgumentException>(() => CifarFile.Read());
    }

    static byte[] Record(byte label, int seed) => [label, .. Pixels(seed)];

    static byte[] Pixels(int seed)
    {
        var pixels = new byte[ImageBytes];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }
}
