using System;
using System.IO;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Floats in streams, little-endian; in parts, since a span has at most 2^31 - 1 bytes, which are fewer than an array of floats can have.</summary>
internal static class FloatStream
{
    private const int Part = 1 << 16;

    public static void Write(Stream stream, ReadOnlySpan<float> values)
    {
        for (; values.Length > 0; values = values[Math.Min(Part, values.Length)..])
            stream.Write(MemoryMarshal.AsBytes(values[..Math.Min(Part, values.Length)]));
    }

    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public static void ReadExactly(Stream stream, Span<float> values)
    {
        for (; values.Length > 0; values = values[Math.Min(Part, values.Length)..])
            stream.ReadExactly(MemoryMarshal.AsBytes(values[..Math.Min(Part, values.Length)]));
    }
}
