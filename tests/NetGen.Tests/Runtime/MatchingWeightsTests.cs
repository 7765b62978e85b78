using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Text;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Loading what a file or another network and a network have in common: all that is said of it, and nothing of it when it is refused.</summary>
public sealed class MatchingWeightsTests : IDisposable
{
    private const string Weight = "\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[3,5],\"data_offsets\":[0,60]}";
    private const string WideBias = "\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[60,76]}";

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void WhatFitsIsLoadedAndTheRestIsReported()
    {
        using var network = new LinearClassifier(seed: 1);
        float[] weight = [.. Enumerable.Range(0, 15).Select(i => i + 0.5f)], bias = network.Parameters["dense1.bias"].ToArray();
        byte[] data = [.. weight.SelectMany(BitConverter.GetBytes), .. new byte[16 + 8 + 8]];
        string path = Make($"{{{Weight},{WideBias},\"head.weight\":{{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[76,84]}},"
            + "\"bn.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[84,92]}}", data);

        WeightReport report = network.LoadMatchingWeights(path);

        Assert.Equal(["dense1.weight"], report.Loaded);
        Assert.Empty(report.Missing);
        Assert.Equal(["head.weight"], report.LeftOver);
        ShapeDifference other = Assert.Single(report.OtherShape);
        Assert.Equal("dense1.bias", other.Name);
        Assert.Equal([4L], other.Found);
        Assert.Equal([3], other.Expected);
        Assert.Equal(weight, network.Parameters["dense1.weight"].ToArray());
        Assert.Equal(bias, network.Parameters["dense1.bias"].ToArray());
        Assert.Equal("loaded 1, missing 0, left over 1, of another shape 1\n  left over: head.weight\n  of another shape: dense1.bias (4, the network has 3)", report.ToString());
    }

    [Fact]
    public void NamesCanBeChangedAndLeftOut()
    {
        using var network = new LinearClassifier(seed: 1);
        using var other = new LinearClassifier(seed: 2);
        float[] weight = network.Parameters["dense1.weight"].ToArray();
        string path = Make("{\"fc.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}", [.. new[] { 1f, 2f, 3f }.SelectMany(BitConverter.GetBytes)]);

        WeightReport report = network.LoadMatchingWeights(path, name => name.Replace("fc.", "dense1.", StringComparison.Ordinal));
        Assert.Equal(["dense1.bias"], report.Loaded);
        Assert.Equal(["dense1.weight"], report.Missing);
        Assert.Equal([1f, 2f, 3f], network.Parameters["dense1.bias"].ToArray());

        report = network.CopyMatchingWeights(other, name => name.EndsWith(".bias", StringComparison.Ordinal) ? null : name);
        Assert.Equal(["dense1.weight"], report.Loaded);
        Assert.Equal(["dense1.bias"], report.Missing);
        Assert.Equal(["dense1.bias"], report.LeftOver);
        Assert.NotEqual(weight, network.Parameters["dense1.weight"].ToArray());
        Assert.Equal(other.Parameters["dense1.weight"].ToArray(), network.Parameters["dense1.weight"].ToArray());
        Assert.Equal([1f, 2f, 3f], network.Parameters["dense1.bias"].ToArray());
    }

    [Fact]
    public void PackedWeightsAreCopiedFromTheNetworkOverThem()
    {
        using var network = new LinearClassifier(seed: 1);
        using (var other = new LinearClassifier(seed: 2)) other.SavePacked(directory["packed"]);
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(directory["packed"], FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewStream view = file.CreateViewStream(0, 0, MemoryMappedFileAccess.Read);
        using var source = new LinearClassifier(new PackedWeights(view));

        WeightReport report = network.CopyMatchingWeights(source);

        Assert.Equal("loaded 2, missing 0, left over 0, of another shape 0", report.ToString());
        Assert.Equal(source.Parameters["dense1.weight"].ToArray(), network.Parameters["dense1.weight"].ToArray());
        Assert.Throws<InvalidOperationException>(() => source.CopyMatchingWeights(network));
        Assert.Contains("packed weights", Refused(network, directory["packed"]), StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamIsReadFromItsPosition()
    {
        using var network = new LinearClassifier(seed: 1);
        using var other = new LinearClassifier(seed: 2);
        other.Save(directory["net"]);
        using var stream = new MemoryStream([1, 2, 3, .. File.ReadAllBytes(directory["net"])]) { Position = 3 };

        Assert.Equal(2, network.LoadMatchingWeights(stream).Loaded.Length);
        Assert.Equal(other.Parameters["dense1.weight"].ToArray(), network.Parameters["dense1.weight"].ToArray());
        stream.Position = 3;
        network.LoadWeights(stream);
    }

    [Fact]
    public void ALoadThatIsRefusedChangesNothing()
    {
        using var network = new LinearClassifier(seed: 1);
        const string Other = "{\"other.bias\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}";
        Assert.Contains("nothing of it fits the network:\n  missing: dense1.weight (3x5)", Refused(network, Make(Other, new byte[16])), StringComparison.Ordinal);
        string half = $"{{{Weight},\"dense1.bias\":{{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[60,66]}}}}";
        Assert.Contains("type: dense1.bias is F16; only F32 can be loaded", Refused(network, Make(half, new byte[66])), StringComparison.Ordinal);
        string twice = "{\"a.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},\"b.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[12,24]}}";
        Assert.Contains("both a.bias and b.bias are for dense1.bias", Refused(network, Make(twice, new byte[24]), _ => "dense1.bias"), StringComparison.Ordinal);
        Assert.Contains("truncated", Refused(network, Make($"{{{Weight},{WideBias}}}", new byte[60])), StringComparison.Ordinal);
    }

    [Fact]
    public void AStreamThatBreaksOffChangesNothing()
    {
        using var network = new LinearClassifier(seed: 1);
        using var other = new LinearClassifier(seed: 2);
        other.Save(directory["net"]);
        float[] before = network.Parameters["dense1.weight"].ToArray();

        using var stream = new Broken(File.ReadAllBytes(directory["net"]));
        Assert.Throws<IOException>(() => network.LoadMatchingWeights(stream));
        Assert.Equal(before, network.Parameters["dense1.weight"].ToArray());
    }

    private static string Refused(LinearClassifier network, string path, Func<string, string?>? rename = null)
    {
        float[][] before = [.. network.Parameters.Select(p => p.ToArray())];
        string message = Assert.Throws<InvalidDataException>(() => network.LoadMatchingWeights(path, rename)).Message;
        Assert.Equal(before, network.Parameters.Select(p => p.ToArray()));
        Assert.Contains(path, message, StringComparison.Ordinal);
        return message;
    }

    private string Make(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return directory.Write("file", [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. data]);
    }

    /// <summary>A disk whose last bytes cannot be read: the second tensor is there no more.</summary>
    private sealed class Broken(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => Position + buffer.Length >= Length ? throw new IOException("broken") : base.Read(buffer);
    }
}
