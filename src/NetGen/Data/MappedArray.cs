using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO;
using System.IO.MemoryMappedFiles;

namespace NetGen.Data;

/// <summary>An array of numbers in a file that is mapped into memory and may be larger than it: an .npy file, or an IDX file of bytes that is not compressed.</summary>
/// <remarks>
/// Nothing is read until it is asked for; what was read the operating system keeps as long as there is room. The file stays mapped until the array and its columns are collected.
/// It must not be made shorter in this time: the operating system ends a process that reads what is no longer there.
/// </remarks>
public sealed class MappedArray
{
    private readonly MappedView view;

    private MappedArray(string file, ElementType type, ImmutableArray<int> shape, MappedView view)
    {
        File = file;
        Type = type;
        Shape = shape;
        this.view = view;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The type of the elements.</summary>
    public ElementType Type { get; }

    /// <summary>The shape, with the number of examples first.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>Maps a file; whether it is .npy or IDX its first bytes tell.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is neither, is compressed, has numbers in another order than this machine's, no examples, or not the length of its shape;
    /// the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static MappedArray Open(string path)
    {
        using FileStream stream = System.IO.File.OpenRead(path);
        try
        {
            (ElementType type, int[] shape) = ReadHeader(stream, path);
            long elements = 1;
            bool tooLarge = false;
            foreach (int extent in shape)
            {
                tooLarge |= extent > 0 && elements > long.MaxValue / 8 / extent;
                elements *= extent;
            }
            long bytes = elements * NumericArray.SizeOf(type), remaining = stream.Length - stream.Position;
            if (tooLarge || remaining != bytes)
                throw new InvalidDataException($"{path}: shape {Shapes.Format<int>(shape)} of {type} takes {(tooLarge ? "more" : bytes)} bytes, the file has {remaining}.");
            if (shape.Length == 0 || bytes == 0)
                throw new InvalidDataException($"{path}: shape {Shapes.Format<int>(shape)} has no examples.");

            using var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            using MemoryMappedViewStream content = file.CreateViewStream(stream.Position, bytes, MemoryMappedFileAccess.Read);
            return new MappedArray(path, type, [.. shape], new MappedView(content));
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"{path}: the file is truncated.", e);
        }
    }

    /// <summary>A column of floats, converted when they are read: <c>(x - mean) / deviation</c>, where bytes count as <c>x / 255</c>.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="mean">The mean. Default: 0.</param>
    /// <param name="deviation">The standard deviation. Default: 1.</param>
    public Column ToFloats(string name, float mean = 0, float deviation = 1)
    {
        var column = new ColumnType(name, isInteger: false, Shape[1..]);
        return new Column(column, new MappedRows(view, Type, column.RowLength, 0, Shape[0], mean, deviation));
    }

    /// <summary>A column of integers: labels, tokens.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="InvalidDataException">The elements are floats, or of 64 bits.</exception>
    public Column ToInts(string name)
    {
        if (Type is ElementType.Float32 or ElementType.Float64 or ElementType.Int64)
            throw new InvalidDataException($"{File}: the elements are {Type}; integers of at most 32 bits are wanted.");
        var column = new ColumnType(name, isInteger: true, Shape[1..]);
        return new Column(column, new MappedRows(view, Type, column.RowLength, 0, Shape[0], 0, 1));
    }

    private static (ElementType Type, int[] Shape) ReadHeader(FileStream stream, string path)
    {
        Span<byte> magic = stackalloc byte[4];
        stream.ReadExactly(magic);
        stream.Position = 0;
        switch (magic)
        {
            case [0x93, (byte)'N', (byte)'U', (byte)'M']:
                return NpyFile.ReadHeader(stream, path);
            case [0x1F, 0x8B, ..]:
                throw new InvalidDataException($"{path}: the file is compressed; only a plain one can be mapped (gzip -d).");
            case [0, 0, 0x08 or 0x09, byte dimensions]:
                stream.Position = magic.Length;
                var shape = new int[dimensions];
                Span<byte> word = stackalloc byte[4];
                for (int i = 0; i < shape.Length; i++)
                {
                    stream.ReadExactly(word);
                    shape[i] = BinaryPrimitives.ReadInt32BigEndian(word);
                    if (shape[i] < 0)
                        throw new InvalidDataException($"{path}: dimension {i} is {(uint)shape[i]}.");
                }
                return (magic[2] == 0x08 ? ElementType.UInt8 : ElementType.Int8, shape);
            case [0, 0, ..]:
                throw new InvalidDataException($"{path}: only IDX files of bytes can be mapped, others have their numbers in big-endian order; save them as .npy.");
            default:
                throw new InvalidDataException($"{path}: neither an .npy nor an IDX file.");
        }
    }
}
