using System;
using System.Collections.Generic;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetGen;

/// <summary>Weights that were written by <see cref="Network.SavePacked"/> and are used where they lie: an embedded resource, a mapped file, flash memory.</summary>
/// <remarks>
/// A network made over them starts without reading, converting or copying a weight, and cannot change them: it is not for training. The layout of weights depends on the
/// instruction set; the file may hold several, of which a network takes its own. Any address will do; a multiple of 64 is the fastest.
/// </remarks>
public sealed unsafe class PackedWeights
{
    private readonly byte* data;
    private readonly object? owner;
    private readonly List<(ulong Hash, long Offset, long Floats, string Names)> sections = [];

    /// <summary>Weights in memory that nobody changes or frees while a network uses them.</summary>
    /// <param name="data">The first byte.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="owner">What keeps the memory, and is kept from the garbage collector as long as it is used.</param>
    /// <exception cref="InvalidDataException">They are not packed weights, or of a later version, or not complete.</exception>
    public PackedWeights(byte* data, long length, object? owner = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.data = data;
        this.owner = owner;
        ReadHeader(length);
    }

    /// <summary>
    /// Weights in an embedded resource, <c>(UnmanagedMemoryStream)assembly.GetManifestResourceStream(name)</c>, or in a mapped file, <c>file.CreateViewStream(…)</c>.
    /// </summary>
    /// <param name="stream">The stream; it is used from its position on. A resource's is not to be closed; a mapped file's may be, and stays mapped while the weights are in
    /// use.</param>
    /// <exception cref="ArgumentException">The stream is one over a <see cref="System.Runtime.InteropServices.SafeBuffer"/> that is no mapped file.</exception>
    /// <exception cref="InvalidDataException">They are not packed weights, or of a later version, or not complete.</exception>
    public PackedWeights(UnmanagedMemoryStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream is MemoryMappedViewStream mapped)
        {
            var view = new MappedView(mapped);
            data = view.Pointer;
            owner = view;
        }
        else
        {
            data = Pointer(stream);
            owner = stream;
        }
        ReadHeader(stream.Length - stream.Position);
    }

    /// <summary>The instruction sets whose layouts are there.</summary>
    internal string Contents => string.Join(", ", sections.Select(s => s.Names));

    /// <summary>The weights of a layout; null where there are none.</summary>
    internal IFlatBuffer? Find(NetworkLayout layout)
    {
        ulong hash = layout.Hash;
        foreach (var section in sections)
        {
            if (section.Hash == hash && section.Floats == layout.Floats)
                return new Section((float*)(data + section.Offset), this);
        }
        return null;
    }

    private void ReadHeader(long length)
    {
        if (length < PackedFormat.Entry || !new ReadOnlySpan<byte>(data, PackedFormat.Magic.Length).SequenceEqual(PackedFormat.Magic))
            throw new InvalidDataException($"These are not packed weights, which {nameof(Network.SavePacked)} writes; safetensors are read by Load.");
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Packed weights are little-endian, and this processor is not.");

        int version = Read<int>(PackedFormat.VersionAt), count = Read<int>(PackedFormat.CountAt);
        if (version != PackedFormat.Version)
            throw new InvalidDataException($"The packed weights have version {version}; this NetGen reads version {PackedFormat.Version}.");
        if (count is < 1 or > PackedFormat.MostLayouts || length < PackedFormat.Entry * (1L + count))
            throw new InvalidDataException($"The packed weights are damaged: {count} layouts in {length} bytes.");

        for (int i = 1; i <= count; i++)
        {
            int at = PackedFormat.Entry * i;
            long offset = Read<long>(at + PackedFormat.OffsetAt), floats = Read<long>(at + PackedFormat.FloatsAt);
            if (floats is < 0 or > int.MaxValue || offset < PackedFormat.Entry * (1L + count) || offset % AlignedBuffer.Alignment != 0
                || offset > length - PackedFormat.SectionBytes(floats))
                throw new InvalidDataException($"The packed weights are damaged or not complete: layout {i} takes {floats} floats from byte {offset} on, of {length} bytes.");

            var name = new ReadOnlySpan<byte>(data + at + PackedFormat.NameAt, PackedFormat.Entry - PackedFormat.NameAt);
            sections.Add((Read<ulong>(at), offset, floats, Encoding.ASCII.GetString(name.TrimEnd((byte)0))));
        }
    }

    private static byte* Pointer(UnmanagedMemoryStream stream)
    {
        try
        {
            return stream.PositionPointer;
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException(
                "A stream over a SafeBuffer does not tell where its bytes are. "
                    + "Pass the stream of an embedded resource or of a mapped file (CreateViewStream), or a pointer and a length.", nameof(stream), e);
        }
    }

    private T Read<T>(int at) where T : unmanaged => Unsafe.ReadUnaligned<T>(data + at);

    private sealed class Section(float* pointer, PackedWeights weights) : IFlatBuffer
    {
        private object? keptAlive = weights.owner;

        public float* Pointer { get; private set; } = pointer;

        public bool IsReadOnly => true;

        public void Dispose()
        {
            Pointer = null;
            keptAlive = null;
        }
    }
}
