using System;
using System.Collections.Generic;
using System.IO;

namespace NetGen.Data;

/// <summary>Reads the binary version of CIFAR-10 (https://www.cs.toronto.edu/~kriz/cifar.html): for each image its class, 0 to 9, in a byte, and then its red, green and blue
/// pixels, row after row.</summary>
public static class CifarFile
{
    /// <summary>The channels of an image: red, green, blue.</summary>
    public const int Channels = 3;

    /// <summary>The rows of an image.</summary>
    public const int Height = 32;

    /// <summary>The columns of an image.</summary>
    public const int Width = 32;

    /// <summary>The number of classes.</summary>
    public const int Classes = 10;

    private const int ImageBytes = Channels * Height * Width;
    private const int RecordBytes = 1 + ImageBytes;

    /// <summary>Reads files, one behind the other; <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> are the training images, <c>test_batch.bin</c> has the others.</summary>
    /// <param name="paths">The files, not compressed.</param>
    /// <returns>Images of bytes, n x 3 x 32 x 32, and their n classes.</returns>
    /// <exception cref="ArgumentException">No file is given.</exception>
    /// <exception cref="InvalidDataException">A file is empty, is not a whole number of images, or has another class; the message names the file.</exception>
    public static (NumericArray Images, NumericArray Labels) Read(params IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            throw new ArgumentException("There are no files to read.", nameof(paths));

        var records = new byte[paths.Count][];
        int count = 0;
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = ReadRecords(paths[i]);
            count += records[i].Length / RecordBytes;
        }

        int[] shape = [count, Channels, Height, Width];
        var images = new byte[NumericArray.SizeOf(paths[0], ElementType.UInt8, shape)];
        var labels = new byte[count];
        int next = 0;
        foreach (byte[] file in records)
        {
            for (int at = 0; at < file.Length; at += RecordBytes)
            {
                labels[next] = file[at];
                file.AsSpan(at + 1, ImageBytes).CopyTo(images.AsSpan(next * ImageBytes));
                next++;
            }
        }
        string name = string.Join(", ", paths);
        return (new NumericArray(name, ElementType.UInt8, [.. shape], images), new NumericArray(name, ElementType.UInt8, [count], labels));
    }

    /// <summary>Reads images and their classes as columns <c>image</c>, 3 x 32 x 32 floats each, and <c>label</c>.</summary>
    /// <param name="paths">The files, as for <see cref="Read"/>.</param>
    /// <param name="mean">The mean that <see cref="Images.Normalize"/> subtracts.</param>
    /// <param name="deviation">The standard deviation that it divides by.</param>
    /// <exception cref="ArgumentException">No file is given.</exception>
    /// <exception cref="InvalidDataException">A file is empty, is not a whole number of images, or has another class; the message names the file.</exception>
    public static DataSet ReadLabelledImages(IReadOnlyList<string> paths, float mean = 0, float deviation = 1)
    {
        (NumericArray images, NumericArray labels) = Read(paths);
        return new DataSet(
            new Column("image", Images.Normalize(images.Bytes, mean, deviation), Channels, Height, Width),
            new Column("label", labels.ToInts()));
    }

    private static byte[] ReadRecords(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0 || bytes.Length % RecordBytes != 0)
            throw new InvalidDataException($"{path}: {bytes.Length} bytes are not a whole number of images; each takes {RecordBytes} in CIFAR-10's binary version.");

        for (int at = 0; at < bytes.Length; at += RecordBytes)
        {
            if (bytes[at] >= Classes)
                throw new InvalidDataException($"{path}: the class of image {at / RecordBytes} is {bytes[at]}; CIFAR-10 has 0 to {Classes - 1}.");
        }
        return bytes;
    }
}
