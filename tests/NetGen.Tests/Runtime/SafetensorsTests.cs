using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class SafetensorsTests : IDisposable
{
    private const string Weight = "\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[3,5],\"data_offsets\":[0,60]}";
    private const string Bias = "\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[60,72]}";

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void SavedWeightsComeBack()
    {
        using var network = new LinearClassifier(seed: 1);
        using var other = new LinearClassifier(seed: 2);
        network.Save(directory["net.safetensors"]);
        other.LoadWeights(directory["net.safetensors"]);
        for (int i = 0; i < 2; i++)
            Assert.Equal(network.Parameters[i].ToArray(), other.Parameters[i].ToArray());
        Assert.Equal(["net.safetensors"], Directory.GetFiles(directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void TheFileIsTheFormat()
    {
        using var network = new LinearClassifier();
        network.Save(directory["net"]);
        byte[] file = File.ReadAllBytes(directory["net"]);
        int header = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal(0, header % 8);
        Assert.Equal($"{{\"__metadata__\":{{\"format\":\"pt\"}},{Weight},{Bias}}}", Encoding.UTF8.GetString(file, 8, header).TrimEnd(' '));
        Assert.Equal(8 + header + 72, file.Length);
        Assert.Equal(network.Parameters[0].ToArray()[1], BitConverter.ToSingle(file, 8 + header + 4));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData($"{{{Weight},{Bias},\"__metadata__\":{{\"a\":\"b\"}}}}   ")]
    [InlineData("{\"dense1.bias\":{\"data_offsets\":[0,12],\"shape\":[3],\"dtype\":\"F32\"},\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[3,5],\"data_offsets\":[12,72]}}")]
    public void OrderAndMetadataAreFree(string header)
    {
        using var network = new LinearClassifier();
        string path = Make(header, new byte[header == "{}" ? 0 : 72]);
        if (header == "{}")
            Assert.Contains("missing: dense1.weight (3x5)", Assert.Throws<InvalidDataException>(() => network.LoadWeights(path)).Message);
        else
            network.LoadWeights(path);
    }

    [Fact]
    public void AllDifferencesAreListedAndNothingChanges()
    {
        using var network = new LinearClassifier();
        float[] before = network.Parameters[0].ToArray();
        string path = Make(
            "{\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[5,3],\"data_offsets\":[0,60]},\"dense2.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[60,72]},"
            + "\"x\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[72,80]}}", new byte[80]);
        string message = Assert.Throws<InvalidDataException>(() => network.LoadWeights(path)).Message;
        Assert.Contains(path, message);
        Assert.Contains("shape: dense1.weight is 5x3, the network has 3x5", message);
        Assert.Contains("missing: dense1.bias (3)", message);
        Assert.Contains("unexpected: dense2.bias (3)", message);
        Assert.Contains("unexpected: x (scalar)", message);
        Assert.Equal(before, network.Parameters[0].ToArray());
    }

    [Fact]
    public void ManyDifferencesAreCounted()
    {
        using var network = new LinearClassifier();
        string others = string.Concat(Enumerable.Range(0, 100_000).Select(i => $",\"x{i}\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[72,72]}}"));
        string message = Assert.Throws<InvalidDataException>(() => network.LoadWeights(Make($"{{{Weight},{Bias}{others}}}", new byte[72]))).Message;
        Assert.Contains("unexpected: x", message);
        Assert.EndsWith("and 99980 more", message);
        Assert.InRange(message.Length, 1, 2000);
    }

    [Fact]
    public void OtherTypesAreRefusedClearly()
    {
        using var network = new LinearClassifier();
        string path = Make(
            "{\"dense1.weight\":{\"dtype\":\"F16\",\"shape\":[3,5],\"data_offsets\":[0,30]},\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[30,42]}}",
            new byte[42]);
        Assert.Contains("dense1.weight is F16; only F32", Assert.Throws<InvalidDataException>(() => network.LoadWeights(path)).Message);
    }

    [Theory]
    [InlineData("", 0, "header")]
    [InlineData("[]", 0, "expected StartObject")]
    [InlineData("{", 0, "not valid JSON")]
    [InlineData("{} x", 0, "not valid JSON")]
    [InlineData("{\"a\":1}", 0, "tensor 'a': expected StartObject")]
    [InlineData("{\"a\":{}}", 0, "tensor 'a' lacks")]
    [InlineData("{\"a\":{\"dtype\":5}}", 0, "tensor 'a', dtype")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 0, "'dtype' is unknown or occurs twice")]
    [InlineData("{\"a\":{\"kind\":\"F32\"}}", 0, "field 'kind'")]
    [InlineData("{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "unknown dtype 'F33'")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "tensor 'a', shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "tensor 'a', shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[[1]],\"data_offsets\":[0,4]}}", 4, "tensor 'a', shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}", 4, "overflows")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}", 4, "whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "takes 8 bytes, its data_offsets say 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "not a begin and an end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}", 4, "not a begin and an end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[9223372036854775803,9223372036854775807]}}", 4, "beyond the end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}", 4, "tensor 'a' reaches beyond the end")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 5, "1 bytes follow the last tensor")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "a gap of 4 bytes lies before tensor 'a'")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "tensor 'b' overlaps")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "tensor 'a' occurs twice")]
    [InlineData("{\"__metadata__\":1}", 0, "__metadata__")]
    [InlineData("{\"\\uD800\":{}}", 0, "not valid JSON")]
    public void MalformedHeadersSayWhatAndWhere(string header, int dataBytes, string expected)
    {
        string path = Make(header, new byte[dataBytes]);
        string message = AssertRefused(path);
        Assert.StartsWith(path, message);
        Assert.Contains(expected, message);
    }

    [Theory]
    [InlineData("These are weights, honestly.", "not a safetensors file")]
    [InlineData("NETGENPW, and what follows", "these are packed weights")]
    public void OtherFilesAreNamedAsSuch(string text, string expected)
    {
        string path = directory["other"];
        File.WriteAllText(path, text);
        Assert.StartsWith($"{path}: {expected}", AssertRefused(path), StringComparison.Ordinal);
    }

    [Fact]
    public void NestingIsLimited()
    {
        string deep = "{\"__metadata__\":{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}}";
        Assert.Contains("not valid JSON", AssertRefused(Make(deep, [])));
    }

    [Fact]
    public void InvalidUtf8IsRefused()
    {
        byte[] header = [.. "{\"a"u8, 0xFF, .. "\":{}}"u8];
        byte[] file = [.. BitConverter.GetBytes((ulong)header.Length), .. header];
        Assert.Contains("UTF-8", AssertRefused(directory.Write("file", file)));
    }

    [Theory]
    [InlineData(ulong.MaxValue, "the format allows")]
    [InlineData(1ul << 63, "the format allows")]
    [InlineData(100_000_001ul, "the format allows")]
    [InlineData(100_000_000ul, "truncated")]
    [InlineData(3ul, "truncated")]
    public void HeaderLengthsAreCheckedBeforeAllocating(ulong length, string expected)
    {
        byte[] file = [.. BitConverter.GetBytes(length), .. "{}"u8];
        string path = directory.Write("file", file);
        using var network = new LinearClassifier();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(expected, AssertRefused(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] file = ValidFile();
        for (int length = 0; length < file.Length; length++)
            AssertRefused(directory.Write("file", file[..length]));
    }

    [Fact]
    public void FlippedBytesGiveNothingButInvalidData()
    {
        using var network = new LinearClassifier();
        byte[] valid = ValidFile();
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            byte[] file = [.. valid];
            for (int flips = random.Next(1, 6); flips > 0; flips--)
                file[random.Next(file.Length - 72)] ^= (byte)(1 << random.Next(8));
            try
            {
                network.LoadWeights(directory.Write("file", file));
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void AMissingFileIsSaidToBeMissing()
    {
        using var network = new LinearClassifier();
        Assert.Throws<FileNotFoundException>(() => network.LoadWeights(directory["nowhere"]));
        Assert.Throws<DirectoryNotFoundException>(() => network.Save(directory["no/where"]));
    }

    [Fact]
    public void ASaveThatFailsLeavesNothingBehind()
    {
        // The last step fails: a directory cannot be replaced by a file.
        Directory.CreateDirectory(directory["net"]);
        File.WriteAllText(Path.Combine(directory["net"], "old"), "old");
        using var network = new LinearClassifier();
        Assert.ThrowsAny<Exception>(() => network.Save(directory["net"]));
        Assert.Equal("old", File.ReadAllText(Path.Combine(directory["net"], "old")));
        Assert.Empty(Directory.GetFiles(directory.Path));
    }

    [Fact]
    public void ASaveThatFailsHalfwayLeavesTheOldFile()
    {
        using var network = new LinearClassifier();
        string path = directory["net"];
        network.Save(path);
        byte[] old = File.ReadAllBytes(path);

        Assert.Throws<IOException>(() => WriteAtomically(path, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("The disk is full.");
        }));
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(directory.Path));

        WriteAtomically(path, stream => stream.WriteByte(1));
        Assert.Equal([1], File.ReadAllBytes(path));
    }

    /// <summary>By reflection: a view of the runtime's internals would change what these tests, which stand for generated code, must override.</summary>
    private static void WriteAtomically(string path, Action<Stream> write) => typeof(Network).Assembly.GetType("NetGen.AtomicFile", throwOnError: true)!
        .GetMethod("Write")!.MakeGenericMethod(typeof(int)).CreateDelegate<Action<string, int, Action<Stream, int>>>()(path, 0, (stream, _) => write(stream));

    private byte[] ValidFile()
    {
        using var network = new LinearClassifier();
        network.Save(directory["valid"]);
        return File.ReadAllBytes(directory["valid"]);
    }

    private string Make(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return directory.Write("file", [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. data]);
    }

    private static string AssertRefused(string path)
    {
        using var network = new LinearClassifier();
        float[] before = network.Parameters[0].ToArray();
        string message = Assert.Throws<InvalidDataException>(() => network.LoadWeights(path)).Message;
        Assert.Equal(before, network.Parameters[0].ToArray());
        return message;
    }
}
