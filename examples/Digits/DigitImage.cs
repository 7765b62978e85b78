using System.IO;
using NetGen.Data;

namespace Digits;

/// <summary>Makes of an image what the network was trained on: 28 x 28 pixels, light on dark, normalised.</summary>
internal static class DigitImage
{
    private const int Size = 28;

    // Of MNIST's training images, on the scale of 0 to 1.
    private const float Mean = 0.1307f;
    private const float Deviation = 0.3081f;

    /// <summary>Reads an image of an IDX file, plain or gzip, or else a picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="index">Which image of an IDX file; the first where it is null.</param>
    /// <exception cref="InvalidDataException">The file is neither, has no such image, or images of another size.</exception>
    public static float[] Read(string path, int? index)
    {
        bool isIdx = IsIdx(path);
        if (index is not null && !isIdx)
            throw new InvalidDataException($"{path}: --index chooses an image of an IDX file, and this is none");

        byte[] pixels = isIdx ? ReadIdx(path, index ?? 0) : Picture.ReadLightOnDark(path, Size);
        return Images.Normalize(pixels, Mean, Deviation);
    }

    /// <summary>IDX begins with two zero bytes, gzip with 1F 8B; no picture does.</summary>
    private static bool IsIdx(string path)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"{path}: a directory, not an image");

        using FileStream stream = File.OpenRead(path);
        if (!stream.CanSeek)
            throw new InvalidDataException($"{path}: a pipe or the like; the image must be in a file");

        return (stream.ReadByte(), stream.ReadByte()) is (0, 0) or (0x1F, 0x8B);
    }

    private static byte[] ReadIdx(string path, int index)
    {
        NumericArray file = IdxFile.Read(path);
        if (file.Shape.Length != 3 || file.Shape[1] != Size || file.Shape[2] != Size || file.Type != ElementType.UInt8)
            throw new InvalidDataException($"{path}: expected images of {Size} x {Size} bytes, found {string.Join(" x ", file.Shape)} of {file.Type}");
        if (index >= file.Shape[0])
            throw new InvalidDataException($"{path}: there is no image {index}; there are {file.Shape[0]}, counted from 0");

        return file.Bytes.Slice(index * Size * Size, Size * Size).ToArray();
    }
}
