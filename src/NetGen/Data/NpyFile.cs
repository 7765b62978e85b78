using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace NetGen.Data;

/// <summary>Reads and writes NumPy's .npy files (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).</summary>
public static class NpyFile
{
    // NumPy aligns the data to 64 bytes.
    private const int HeaderAlignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file of version 1 to 3 in C order, of type f4, f8, i4, i8 or u1, little-endian.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is malformed, in Fortran order or of another type; the message names the file.</exception>
    public static NumericArray Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            (ElementType type, int[] shape) = ReadHeader(stream, path);
            int size = NumericArray.SizeOf(path, type, shape);
            long remaining = stream.Length - stream.Position;
            if (remaining != size)
                throw new InvalidDataException($"{path}: shape {Shapes.Format<int>(shape)} of {type} takes {size} bytes, the file has {remaining}.");

            var bytes = new byte[size];
            stream.ReadExactly(bytes);
            return new NumericArray(path, type, [.. shape], bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"{path}: the file is truncated.", e);
        }
    }

    /// <summary>Writes floats (type f4, version 1), replacing an existing file at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        long count = 1;
        foreach (int extent in shape)
            count = checked(count * extent);
        if (count != values.Length)
            throw new ArgumentException($"Shape {Shapes.Format(shape)} has {count} elements, not {values.Length}.", nameof(values));

        byte[] header = Header(shape);
        AtomicFile.Write(path, values, (stream, values) =>
        {
            stream.Write(header);
            FloatStream.Write(stream, values);
        });
    }

    /// <summary>Leaves the stream at the first element.</summary>
    internal static (ElementType Type, int[] Shape) ReadHeader(FileStream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        if (!prefix.StartsWith(Magic))
            throw new InvalidDataException($"{path}: not an .npy file.");

        Span<byte> length = stackalloc byte[4];
        length.Clear();
        int version = prefix[6];
        if (version is < 1 or > 3)
            throw new InvalidDataException($"{path}: unknown version {version}.{prefix[7]} of the .npy format.");

        stream.ReadExactly(length[..(version == 1 ? 2 : 4)]);
        uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (bytes > stream.Length - stream.Position)
            throw new InvalidDataException($"{path}: the header claims {bytes} bytes, more than the file has.");

        var text = new byte[bytes];
        stream.ReadExactly(text);
        return new NpyHeaderParser(version == 3 ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text), path).Parse();
    }

    private static byte[] Header(ReadOnlySpan<int> shape)
    {
        var text = new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': (");
        foreach (int extent in shape)
            text.Append(extent).Append(',');
        text.Append("), }");

        int prefix = Magic.Length + 4;
        int padding = HeaderAlignment - (prefix + text.Length + 1) % HeaderAlignment;
        text.Append(' ', padding % HeaderAlignment).Append('\n');
        var header = new byte[prefix + text.Length];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)text.Length);
        Encoding.ASCII.GetBytes(text.ToString(), header.AsSpan(prefix));
        return header;
    }
}
