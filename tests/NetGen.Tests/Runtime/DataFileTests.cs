using System;
using System.IO;
using System.IO.Compression;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class DataFileTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(0x08, new byte[] { 1, 255 }, new float[] { 1, 255 })]
    [InlineData(0x09, new byte[] { 1, 255 }, new float[] { 1, -1 })]
    [InlineData(0x0B, new byte[] { 1, 2, 255, 255 }, new float[] { 258, -1 })]
    [InlineData(0x0C, new byte[] { 0, 1, 0, 0, 255, 255, 255, 254 }, new float[] { 65536, -2 })]
    [InlineData(0x0D, new byte[] { 0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0 }, new float[] { 1.5f, -2 })]
    [InlineData(0x0E, new byte[] { 0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0 }, new float[] { 1.5f, -2 })]
    public void IdxReadsEveryTypePlainAndCompressed(byte type, byte[] data, float[] expected)
    {
        byte[] file = [0, 0, type, 2, 0, 0, 0, 1, 0, 0, 0, 2, .. data];
        foreach (string path in (string[])[directory.Write("plain", file), directory.Write("packed", Compress(file))])
        {
            NumericArray array = IdxFile.Read(path);
            Assert.Equal([1, 2], array.Shape.AsSpan().ToArray());
            Assert.Equal(expected, array.ToFloats());
        }
    }

    [Theory]
    [InlineData(new byte[] { }, "truncated")]
    [InlineData(new byte[] { 0, 0, 8 }, "truncated")]
    [InlineData(new byte[] { 1, 0, 8, 1, 0, 0, 0, 1, 5 }, "not an IDX file")]
    [InlineData(new byte[] { 0, 0, 10, 1, 0, 0, 0, 1, 5 }, "unknown element type 0x0A")]
    [InlineData(new byte[] { 0, 0, 8, 1, 255, 0, 0, 1, 5 }, "dimension 0")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0x7F, 0, 0, 1, 0x7F, 0, 0, 0 }, "larger than")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x70, 0, 0, 0, 5 }, "more than the file has")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 5, 1, 2 }, "truncated")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1, 2 }, "bytes follow the 1")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 1, 0, 0, 0, 1, 1, 2 }, "")]
    public void IdxErrorsNameTheFile(byte[] file, string expected)
    {
        string path = directory.Write("bad.idx", file);
        string message = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path)).Message;
        Assert.StartsWith(path, message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void ImagesAndLabelsMakeADataSet()
    {
        string images = directory.Write("images", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 51, 102]);
        string labels = directory.Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 7, 3]);
        DataSet data = IdxFile.ReadLabelledImages(images, labels, mean: 0.2f, deviation: 0.5f);
        Assert.Equal(2, data["image"].RowLength);
        Assert.Equal([-0.4f, 1.6f, 0, 0.4f], Array.ConvertAll(data["image"].Floats.ToArray(), x => MathF.Round(x, 6)));
        Assert.Equal([7, 3], data["label"].Ints.ToArray());
        Assert.Throws<InvalidDataException>(() => IdxFile.ReadLabelledImages(labels, labels));
        string three = directory.Write("three", [0, 0, 8, 1, 0, 0, 0, 3, 7, 3, 1]);
        Assert.Contains("3 labels for 2 images", Assert.Throws<InvalidDataException>(() => IdxFile.ReadLabelledImages(images, three)).Message);
    }

    [Fact]
    public void CsvReadsHeaderLabelsAndQuotes()
    {
        string path = directory.Write("a.csv", "a, class ,\"b\"\"c\"\r\n1.5,2, -3e2\r\n\r\n \"4\" ,\"0\",5\r\n");
        DataSet data = CsvFile.Read(path, new CsvOptions { Label = "class" });
        Assert.Equal([1.5f, -300, 4, 5], data["features"].Floats.ToArray());
        Assert.Equal(2, data["features"].RowLength);
        Assert.Equal([2, 0], data["label"].Ints.ToArray());
    }

    [Fact]
    public void CsvTakesOtherSeparatorsAndLabelsByPlace()
    {
        string path = directory.Write("a.csv", "1;2;3\n4;5;6");
        DataSet data = CsvFile.Read(path, new CsvOptions { Header = false, Separator = ';', LabelIndex = -1 });
        Assert.Equal([1, 2, 4, 5], data["features"].Floats.ToArray());
        Assert.Equal([3, 6], data["label"].Ints.ToArray());
        Assert.Equal(3, CsvFile.Read(path, new CsvOptions { Header = false, Separator = ';' })["features"].RowLength);
    }

    [Theory]
    [InlineData("a,b\n1,x\n", "(2,3): 'x' is not a number")]
    [InlineData("a,b\n1,nan\n", "(2,3): 'nan' is not finite")]
    [InlineData("a,b\n1e999,2\n", "(2,1): '1e999' is not finite")]
    [InlineData("a,b\n1,-Infinity\n", "(2,3): '-Infinity' is not finite")]
    [InlineData("a,b\n1,2\n\n3\n", "(4,1): expected 2 fields, found 1")]
    [InlineData("a,b\n1,2,3\n", "(2,5): expected 2 fields, found 3")]
    [InlineData("a,b\n1,\n", "(2,3): '' is not a number")]
    [InlineData("a,b\n1,\"2\n", "(2,3): the quote is not closed")]
    [InlineData("a,b\n\"1\"2,3\n", "(2,4): expected ','")]
    [InlineData("a,b\n", "no line of numbers")]
    [InlineData("", "no line of numbers")]
    public void CsvErrorsHaveLineAndColumn(string content, string expected)
    {
        string path = directory.Write("bad.csv", content);
        string message = Assert.Throws<InvalidDataException>(() => CsvFile.Read(path)).Message;
        Assert.StartsWith(path, message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void CsvReadsWhatIsNotFiniteWhenAsked()
    {
        string path = directory.Write("a.csv", "1e999,nan,2");
        DataSet data = CsvFile.Read(path, new CsvOptions { Header = false, AllowNonFinite = true });
        Assert.Equal([float.PositiveInfinity, float.NaN, 2], data["features"].Floats.ToArray());
    }

    [Fact]
    public void CsvLabelsMustExistAndBeIntegers()
    {
        string path = directory.Write("a.csv", "a,b\n1,2.5\n");
        Assert.Contains("no column 'c'", Refused(new CsvOptions { Label = "c" }));
        Assert.Contains("no column 2", Refused(new CsvOptions { LabelIndex = 2 }));
        Assert.Contains("(2,3): the label '2.5' is not an integer", Refused(new CsvOptions { Label = "b" }));

        string Refused(CsvOptions options) => Assert.Throws<InvalidDataException>(() => CsvFile.Read(path, options)).Message;
    }

    [Theory]
    [InlineData(new int[0]), InlineData(new[] { 3 }), InlineData(new[] { 2, 0 }), InlineData(new[] { 2, 3, 4 }), InlineData(new[] { 3, 70_000 })]
    public void NpyRoundTrips(int[] shape)
    {
        int count = 1;
        foreach (int extent in shape)
            count *= extent;
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = i - 1.5f;

        NpyFile.Write(directory["a.npy"], shape, values);
        NumericArray array = NpyFile.Read(directory["a.npy"]);
        Assert.Equal(shape, array.Shape.AsSpan().ToArray());
        Assert.Equal(values, array.ToFloats());
        Assert.Equal(0, (new FileInfo(directory["a.npy"]).Length - count * sizeof(float)) % 64);
        Assert.Throws<ArgumentException>(() => NpyFile.Write(directory["a.npy"], [count + 1], values));
    }

    [Theory]
    [InlineData(1, "'<i4'", new byte[] { 1, 0, 0, 0, 254, 255, 255, 255 }, new[] { 1, -2 })]
    [InlineData(2, "'<i8'", new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 254, 255, 255, 255, 255, 255, 255, 255 }, new[] { 1, -2 })]
    [InlineData(3, "\"|u1\"", new byte[] { 1, 254 }, new[] { 1, 254 })]
    public void NpyReadsIntegersInEveryVersion(int version, string type, byte[] data, int[] expected)
    {
        string path = directory.Write("a.npy", Npy(version, $"{{'descr': {type}, 'fortran_order': False, 'shape': (2,), }}\n", data));
        Assert.Equal(expected, NpyFile.Read(path).ToInts());
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (1,)}", "Fortran order")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (1,)}", "type '>f4'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "takes 8 bytes, the file has 4")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "expected a dimension")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}", "expected a dimension")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 2000000000)}", "larger than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "is missing")]
    [InlineData("{'descr': '<f4', 'fortran_order': Maybe, 'shape': ()}", "neither")]
    [InlineData("{'descr: '<f4'", "expected")]
    [InlineData("{'other': 1}", "unknown key 'other'")]
    [InlineData("", "expected '{'")]
    public void NpyErrorsNameTheFile(string header, string expected)
    {
        string path = directory.Write("bad.npy", Npy(1, header, new byte[4]));
        string message = Assert.Throws<InvalidDataException>(() => NpyFile.Read(path)).Message;
        Assert.StartsWith(path, message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void NpyIsCheckedBeforeItsHeader()
    {
        Assert.Contains("truncated", Refused([0x93]));
        Assert.Contains("not an .npy file", Refused([.. new byte[20]]));
        Assert.Contains("unknown version 9.0", Refused(Npy(9, "{}", [])));
        byte[] file = Npy(2, "{}", []);
        file[11] = 0xFF;
        Assert.Contains("more than the file has", Refused(file));

        string Refused(byte[] content) => Assert.Throws<InvalidDataException>(() => NpyFile.Read(directory.Write("bad.npy", content))).Message;
    }

    [Fact]
    public void NumbersThatDoNotFitAreRefused()
    {
        string path = directory.Write("a.npy", Npy(1, "{'descr': '<i8', 'fortran_order': False, 'shape': ()}", [0, 0, 0, 0, 1, 0, 0, 0]));
        Assert.Contains("does not fit", Assert.Throws<InvalidDataException>(() => NpyFile.Read(path).ToInts()).Message);
        NpyFile.Write(path, [1], [1]);
        Assert.Contains("not integers", Assert.Throws<InvalidDataException>(() => NpyFile.Read(path).ToInts()).Message);
    }

    private static byte[] Npy(int version, string header, byte[] data)
    {
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. System.Text.Encoding.Latin1.GetBytes(header), .. data];
    }

    private static byte[] Compress(byte[] content)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest))
            gzip.Write(content);
        return result.ToArray();
    }
}
