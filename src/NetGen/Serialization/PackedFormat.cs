using System;

namespace NetGen;

/// <summary>
/// Weights as kernels read them, in one or more layouts; little-endian. A header of <see cref="Entry"/> bytes: <see cref="Magic"/>, then a 32-bit version and a 32-bit
/// number of layouts. An entry for each layout: its hash, the place of its weights in the file, their number of floats (64 bits each), and
/// the names of its instruction sets in zero-padded ASCII. Then the weights, each at a multiple of <see cref="AlignedBuffer.Alignment"/>, with the
/// <see cref="AlignedBuffer.SlackBytes"/> of an <see cref="AlignedBuffer"/> behind them.
/// </summary>
internal static class PackedFormat
{
    public const int Version = 1;
    public const int VersionAt = 8;
    public const int CountAt = 12;
    public const int MostLayouts = 64;

    /// <summary>The bytes of the header, and of each entry.</summary>
    public const int Entry = 64;

    public const int OffsetAt = 8;
    public const int FloatsAt = 16;
    public const int NameAt = 24;

    public static ReadOnlySpan<byte> Magic => "NETGENPW"u8;

    public static long SectionBytes(long floats) => Aligned(floats * sizeof(float) + AlignedBuffer.SlackBytes);

    private static long Aligned(long bytes) => (bytes + AlignedBuffer.Alignment - 1) / AlignedBuffer.Alignment * AlignedBuffer.Alignment;
}
