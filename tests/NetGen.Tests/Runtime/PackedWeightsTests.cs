using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed unsafe class PackedWeightsTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly LinearClassifier original = new(seed: 3);

    public void Dispose()
    {
        original.Dispose();
        directory.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void WeightsAreUsedInPlaceAtAnyAddress(int shift)
    {
        using AlignedBuffer memory = Memory(Pack("wide", "narrow"), shift, out PackedWeights packed, out long length);
        using var network = new LinearClassifier(packed);
        byte* begin = (byte*)memory.Pointer + shift;
        Assert.True((byte*)network.RawWeights > begin && (byte*)(network.RawWeights + LinearClassifier.Layout.Floats) <= begin + length - AlignedBuffer.SlackBytes);
        Assert.Equal((nint)shift, (nint)network.RawWeights % AlignedBuffer.Alignment);
        Assert.True(network.IsReadOnly && !original.IsReadOnly);
        foreach ((Parameter expected, Parameter actual) in original.Parameters.Zip(network.Parameters))
            Assert.Equal(expected.ToArray(), actual.ToArray());
        using LinearClassifier fork = network.Fork();
        Assert.True(fork.RawWeights == network.RawWeights);
    }

    [Fact]
    public void EqualLayoutsAreStoredOnce() => Assert.Equal(Pack("wide").Length, Pack("wide", "alike").Length);

    [Fact]
    public void AllLayoutsAreStoredUnlessSomeAreNamed() => Assert.Equal(Pack("narrow", "wide", "alike"), Pack());

    [Fact]
    public void PackedWeightsAreNotChanged()
    {
        using AlignedBuffer memory = Memory(Pack("wide"), 0, out PackedWeights packed, out _);
        using var network = new LinearClassifier(packed);
        string weights = directory["weights.safetensors"];
        network.Save(weights);
        Assert.Contains("only be read", Assert.Throws<InvalidOperationException>(() => new LinearClassifier.Training(network, 4)).Message);
        Assert.Contains("only be read", Assert.Throws<InvalidOperationException>(() => network.LoadWeights(weights)).Message);
        Assert.Contains("dense1.bias", Assert.Throws<InvalidOperationException>(() => network.Parameters["dense1.bias"].CopyFrom(new float[3])).Message);
    }

    [Fact]
    public void OtherLayoutsAreRefused()
    {
        using AlignedBuffer memory = Memory(Pack("narrow"), 0, out PackedWeights packed, out _);
        string message = Assert.Throws<InvalidDataException>(() => new LinearClassifier(packed)).Message;
        Assert.Contains("narrow", message);
        Assert.Contains("LinearClassifier on scalar", message);
    }

    [Fact]
    public void UnknownInstructionSetsAreRefused() =>
        Assert.Contains("'sse'; there is for wide, narrow, alike", Assert.Throws<ArgumentException>("instructionSets", () => Pack("sse")).Message);

    [Fact]
    public void InstructionSetsMustNotBeNull() => Assert.Throws<ArgumentNullException>("instructionSets", () => original.SavePacked("weights.packed", null!));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void AMappedFileIsUsedWhereItIsMapped(int shift)
    {
        string path = directory["mapped"];
        File.WriteAllBytes(path, [.. new byte[shift], .. Pack()]);
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open);
        PackedWeights packed;
        using (MemoryMappedViewStream view = file.CreateViewStream(shift, 0, MemoryMappedFileAccess.Read)) packed = new PackedWeights(view);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var network = new LinearClassifier(packed);
        Assert.Equal(original.Parameters[0].ToArray(), network.Parameters[0].ToArray());
    }

    [Fact]
    public void AStreamThatHidesItsMemoryIsRefused()
    {
        using var file = MemoryMappedFile.CreateNew(null, 1000);
        using MemoryMappedViewAccessor accessor = file.CreateViewAccessor();
        using var stream = new UnmanagedMemoryStream(accessor.SafeMemoryMappedViewHandle, 0, 1000);
        Assert.Contains("CreateViewStream", Assert.Throws<ArgumentException>("stream", () => new PackedWeights(stream)).Message);
    }

    [Fact]
    public void WhatIsNotPackedWeightsIsRefused()
    {
        byte[] good = Pack();
        Refused("not packed weights", []);
        Refused("not packed weights", new byte[1000]);
        Refused("version 2", Changed(good, 8, 2));
        Refused("damaged", Changed(good, 12, 0));
        Refused("damaged", Changed(good, 12, 65));
        Refused("not complete", good[..^1]);
        Refused("damaged", Changed(good, 64 + 8, 3));
        Refused("damaged", Changed(good, 64 + 8, 0));
        Refused("damaged", Changed(good, 64 + 8, 64));
        Refused("not complete", Changed(good, 64 + 15, 0x80));
        Refused("not complete", Changed(good, 64 + 23, 0x7F));
    }

    [Fact]
    public void SafetensorsAreReadFromAStream()
    {
        string path = directory["weights.safetensors"];
        original.Save(path);
        using var network = new LinearClassifier(seed: 4);
        using var stream = new MemoryStream([1, 2, .. File.ReadAllBytes(path)]) { Position = 2 };
        network.LoadWeights(stream);
        Assert.Equal(original.Parameters[0].ToArray(), network.Parameters[0].ToArray());
    }

    private byte[] Pack(params string[] instructionSets)
    {
        string path = directory["weights.packed"];
        original.SavePacked(path, instructionSets);
        return File.ReadAllBytes(path);
    }

    private static AlignedBuffer Memory(byte[] bytes, int shift, out PackedWeights packed, out long length)
    {
        var memory = new AlignedBuffer((bytes.Length + shift + 3) / 4);
        byte* begin = (byte*)memory.Pointer + shift;
        bytes.CopyTo(new Span<byte>(begin, bytes.Length));
        try
        {
            packed = new PackedWeights(begin, bytes.Length);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
        length = bytes.Length;
        return memory;
    }

    private static void Refused(string message, byte[] bytes) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Memory(bytes, 0, out _, out _)).Message);

    private static byte[] Changed(byte[] bytes, int place, byte value)
    {
        byte[] changed = [.. bytes];
        changed[place] = value;
        return changed;
    }
}
