using System;
using System.IO;
using NetGen.Data;
using StbImageSharp;

namespace Digits;

/// <summary>Makes of an image what the network was trained on: 28 x 28 pixels, light on dark, normalised.</summary>
internal static class DigitImage
{
    private const int Size = 28;

    // Of MNIST's training images, on the scale of 0 to 1.
    private const float Mean = 0.1307f;
    private const float Deviation = 0.3081f;

    /// <summary>Reads an image of an IDX file, plain or gzip, or else a picture.</summary>
    /// <exception cref="InvalidDataException">The file is neither, has no such image, or images of another size.</exception>
    public static float[] Read(string path, int index)
    {
        byte[] pixels = IsIdx(path) ? ReadIdx(path, index) : ReadPicture(path);
        return Images.Normalize(pixels, Mean, Deviation);
    }

    /// <summary>IDX begins with two zero bytes, gzip with 1F 8B; no picture does.</summary>
    private static bool IsIdx(string path)
    {
        using FileStream stream = File.OpenRead(path);
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

    private static byte[] ReadPicture(string path)
    {
        ImageResult picture;
        using FileStream stream = File.OpenRead(path);
        try
        {
            picture = ImageResult.FromStream(stream, ColorComponents.Grey);
        }
        catch (Exception e) when (e is not IOException)
        {
            throw new InvalidDataException($"{path}: neither an IDX file nor a picture ({e.Message})", e);
        }
        byte[] pixels = Shrink(picture);
        if (IsDarkOnLight(pixels))
        {
            foreach (ref byte pixel in pixels.AsSpan())
                pixel = (byte)(255 - pixel);
        }
        return pixels;
    }

    /// <summary>The mean of what each pixel covers.</summary>
    private static byte[] Shrink(ImageResult picture)
    {
        var pixels = new byte[Size * Size];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y0, int y1) = Covered(i / Size, picture.Height);
            (int x0, int x1) = Covered(i % Size, picture.Width);
            long sum = 0;
            for (int y = y0; y < y1; y++)
            {
                for (int x = x0; x < x1; x++)
                    sum += picture.Data[((long)y * picture.Width) + x];
            }
            pixels[i] = (byte)(sum / ((y1 - y0) * (long)(x1 - x0)));
        }
        return pixels;
    }

    private static (int From, int To) Covered(int pixel, int extent)
    {
        int from = (int)((long)pixel * extent / Size);
        return (from, Math.Max(from + 1, (int)((pixel + 1L) * extent / Size)));
    }

    private static bool IsDarkOnLight(byte[] pixels)
    {
        int border = 0;
        for (int i = 0; i < Size; i++)
            border += pixels[i] + pixels[^(i + 1)] + pixels[i * Size] + pixels[(i * Size) + Size - 1];
        return border > 4 * Size * 128;
    }
}
