using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace NetGen.Data;

/// <summary>Reads IDX, the format of MNIST (http://yann.lecun.com/exdb/mnist), plain or compressed with gzip.</summary>
public static class IdxFile
{
    // Deflate shrinks by at most about 1032 to 1: a file that claims more lies.
    private const int MaxCompression = 1100;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; gzip is recognised by its first bytes, not by its name.</param>
    /// <exception cref="InvalidDataException">The file is not IDX, or its length is not that of its shape; the message names the file.</exception>
    public static NumericArray Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        bool compressed = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        file.Position = 0;
        try
        {
            if (!compressed)
                return Read(file, path, file.Length);
            using var plain = new GZipStream(file, CompressionMode.Decompress);
            return Read(plain, path, file.Length * MaxCompression);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"{path}: the file is truncated.", e);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: the compressed data are damaged: {e.Message}", e);
        }
    }

    /// <summary>Reads images of bytes and their labels as columns <c>image</c> and <c>label</c>.</summary>
    /// <param name="imagesPath">A file of unsigned bytes: examples x rows x columns.</param>
    /// <param name="labelsPath">A file of one integer for each example.</param>
    /// <param name="mean">The mean that <see cref="Images.Normalize"/> subtracts.</param>
    /// <param name="deviation">The standard deviation that it divides by.</param>
    /// <exception cref="InvalidDataException">A file is malformed, or the files do not belong together.</exception>
    public static DataSet ReadLabelledImages(string imagesPath, string labelsPath, float mean = 0, float deviation = 1)
    {
        NumericArray images = Read(imagesPath);
        NumericArray labels = Read(labelsPath);
        CheckLabelledImages(imagesPath, images.Type, images.Shape, labelsPath, labels.Shape);
        return new DataSet(
            new Column("image", Images.Normalize(images.Bytes, mean, deviation), images.Shape.AsSpan(1..)),
            new Column("label", labels.ToInts()));
    }

    /// <summary>Maps images of bytes and their labels as columns <c>image</c> and <c>label</c>, as <see cref="ReadLabelledImages"/> has them; they may be larger than the
    /// memory.</summary>
    /// <param name="imagesPath">A file of unsigned bytes: examples x rows x columns, not compressed.</param>
    /// <param name="labelsPath">A file of one byte for each example, not compressed.</param>
    /// <param name="mean">The mean that <see cref="Images.Normalize"/> subtracts.</param>
    /// <param name="deviation">The standard deviation that it divides by.</param>
    /// <exception cref="InvalidDataException">A file is malformed or compressed, or the files do not belong together.</exception>
    public static DataSet MapLabelledImages(string imagesPath, string labelsPath, float mean = 0, float deviation = 1)
    {
        MappedArray images = MappedArray.Open(imagesPath);
        MappedArray labels = MappedArray.Open(labelsPath);
        CheckLabelledImages(imagesPath, images.Type, images.Shape, labelsPath, labels.Shape);
        return new DataSet(images.ToFloats("image", mean, deviation), labels.ToInts("label"));
    }

    private static void CheckLabelledImages(string imagesPath, ElementType type, ImmutableArray<int> images, string labelsPath, ImmutableArray<int> labels)
    {
        if (type != ElementType.UInt8 || images.Length < 2 || images.Contains(0))
            throw new InvalidDataException($"{imagesPath}: {type} of {Shapes.Format(images.AsSpan())} are not images of bytes.");
        if (labels.Length != 1 || labels[0] != images[0])
            throw new InvalidDataException($"{labelsPath}: {Shapes.Format(labels.AsSpan())} labels for {images[0]} images.");
    }

    private static NumericArray Read(Stream stream, string path, long mostBytes)
    {
        Span<byte> word = stackalloc byte[4];
        stream.ReadExactly(word);
        if (word[0] != 0 || word[1] != 0)
            throw new InvalidDataException($"{path}: not an IDX file: it begins with {word[0]:X2} {word[1]:X2}, not 00 00.");

        ElementType type = word[2] switch
        {
            0x08 => ElementType.UInt8,
            0x09 => ElementType.Int8,
            0x0B => ElementType.Int16,
            0x0C => ElementType.Int32,
            0x0D => ElementType.Float32,
            0x0E => ElementType.Float64,
            byte unknown => throw new InvalidDataException($"{path}: unknown element type 0x{unknown:X2}."),
        };
        var shape = new int[word[3]];
        for (int i = 0; i < shape.Length; i++)
        {
            stream.ReadExactly(word);
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            if (shape[i] < 0)
                throw new InvalidDataException($"{path}: dimension {i} is {(uint)shape[i]}.");
        }

        int size = NumericArray.SizeOf(path, type, shape);
        if (size > mostBytes)
            throw new InvalidDataException($"{path}: shape {Shapes.Format<int>(shape)} takes {size} bytes, more than the file has.");

        var bytes = new byte[size];
        stream.ReadExactly(bytes);
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"{path}: bytes follow the {size} of shape {Shapes.Format<int>(shape)}.");

        FromBigEndian(bytes, NumericArray.SizeOf(type));
        return new NumericArray(path, type, [.. shape], bytes);
    }

    private static void FromBigEndian(byte[] bytes, int elementSize)
    {
        switch (elementSize)
        {
            case 2:
                Span<short> shorts = MemoryMarshal.Cast<byte, short>(bytes.AsSpan());
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                Span<int> ints = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                Span<long> longs = MemoryMarshal.Cast<byte, long>(bytes.AsSpan());
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
