using System;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Passes on what is written to it, and counts its CRC-32C (Castagnoli), for which processors have an instruction.</summary>
internal sealed class ChecksumStream(Stream stream) : Stream
{
    private const uint Start = 0xFFFFFFFF;

    private uint state = Start;

    /// <summary>The checksum of all bytes so far.</summary>
    public uint Value => state ^ Start;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>The checksum of the next bytes of a stream.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static uint Of(Stream stream, long bytes)
    {
        var part = new byte[1 << 16];
        uint state = Start;
        for (; bytes > 0; bytes -= Math.Min(bytes, part.Length))
        {
            Span<byte> next = part.AsSpan(0, (int)Math.Min(bytes, part.Length));
            stream.ReadExactly(next);
            state = Add(state, next);
        }
        return state ^ Start;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        state = Add(state, buffer);
        stream.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => stream.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static uint Add(uint state, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            state = BitOperations.Crc32C(state, word);
        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
            state = BitOperations.Crc32C(state, rest);
        return state;
    }
}
