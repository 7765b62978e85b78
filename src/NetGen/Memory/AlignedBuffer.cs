using System;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Zeroed native memory for floats, aligned to a cache line (64 bytes), outside the garbage collector's heap.</summary>
/// <remarks>
/// Behind the requested floats lie <see cref="SlackBytes"/> more bytes, so that a kernel may read past the end by one vector.
/// The memory is freed by <see cref="Dispose"/>, or by the finalizer when that was forgotten; <see cref="Pointer"/> is null afterwards.
/// </remarks>
public sealed unsafe class AlignedBuffer : IFlatBuffer
{
    /// <summary>The alignment of <see cref="Pointer"/>, in bytes.</summary>
    public const int Alignment = 64;

    /// <summary>The zeroed bytes behind the last float, which kernels may read but not use.</summary>
    public const int SlackBytes = 256;

    private readonly long bytes;

    /// <summary>Allocates <paramref name="floats"/> floats, all zero.</summary>
    /// <param name="floats">How many floats; zero is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floats"/> is negative.</exception>
    /// <exception cref="OutOfMemoryException">The machine does not have this much memory.</exception>
    public AlignedBuffer(long floats)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(floats);

        // An operating system that overcommits would grant any size and end the process at the first write: compare before asking.
        if (floats > (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - SlackBytes) / sizeof(float))
            throw TooLarge(floats, null);

        bytes = floats * sizeof(float) + SlackBytes;
        try
        {
            Pointer = (float*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        }
        catch (OutOfMemoryException e)
        {
            throw TooLarge(floats, e);
        }
        NativeMemory.Clear(Pointer, (nuint)bytes);
        Length = floats;
        GC.AddMemoryPressure(bytes);
    }

    /// <summary>Frees the memory of a buffer that was not disposed of.</summary>
    ~AlignedBuffer() => Free();

    /// <summary>The first float; null after <see cref="Dispose"/>.</summary>
    public float* Pointer { get; private set; }

    /// <summary>The number of floats, without the slack.</summary>
    public long Length { get; }

    bool IFlatBuffer.IsReadOnly => false;

    /// <summary>Frees the memory. Disposing twice does nothing.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Pointer == null)
            return;

        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.RemoveMemoryPressure(bytes);
    }

    private static OutOfMemoryException TooLarge(long floats, Exception? cause) => new(
        string.Create(CultureInfo.InvariantCulture, $"A buffer of {floats} floats does not fit in this machine's memory."), cause);
}
