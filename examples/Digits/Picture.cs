using System;
using System.IO;
using System.Linq;
using StbImageSharp;

namespace Digits;

/// <summary>Pictures as square images of grey values.</summary>
internal static class Picture
{
    /// <summary>Reads a picture; where its border is light, light and dark are exchanged.</summary>
    /// <param name="path">A PNG, JPEG or BMP file.</param>
    /// <param name="size">The rows and columns of the result.</param>
    /// <exception cref="InvalidDataException">The file is no picture.</exception>
    public static byte[] ReadLightOnDark(string path, int size)
    {
        ImageResult picture;
        using FileStream stream = File.OpenRead(path);
        try
        {
            picture = ImageResult.FromStream(stream, ColorComponents.GreyAlpha);
        }
        catch (Exception e) when (e is not IOException)
        {
            // Of a damaged file the reason may have bytes of it.
            string reason = new string([.. e.Message.Where(c => !char.IsControl(c))]).Trim();
            throw new InvalidDataException($"{path}: neither an IDX file nor a picture that can be read{(reason == "" ? "" : $" ({reason})")}", e);
        }
        byte[] pixels = Shrink(OnPaper(picture.Data), picture.Width, picture.Height, size);
        if (IsDarkOnLight(pixels, size))
        {
            foreach (ref byte pixel in pixels.AsSpan())
                pixel = (byte)(255 - pixel);
        }
        return pixels;
    }

    /// <summary>What shows through transparent places: white paper under dark ink, black under light ink. A picture without them does not change.</summary>
    private static byte[] OnPaper(byte[] greyAndAlpha)
    {
        long ink = 0, cover = 0;
        for (int i = 0; i < greyAndAlpha.Length; i += 2)
        {
            ink += greyAndAlpha[i] * greyAndAlpha[i + 1];
            cover += greyAndAlpha[i + 1];
        }
        int paper = ink > 127 * cover ? 0 : 255;
        var pixels = new byte[greyAndAlpha.Length / 2];
        for (int i = 0; i < pixels.Length; i++)
        {
            int grey = greyAndAlpha[2 * i], alpha = greyAndAlpha[(2 * i) + 1];
            pixels[i] = (byte)(((grey * alpha) + (paper * (255 - alpha))) / 255);
        }
        return pixels;
    }

    /// <summary>The mean of what each pixel covers.</summary>
    private static byte[] Shrink(byte[] pixels, int width, int height, int size)
    {
        var small = new byte[size * size];
        for (int i = 0; i < small.Length; i++)
        {
            (int y0, int y1) = Covered(i / size, height, size);
            (int x0, int x1) = Covered(i % size, width, size);
            long sum = 0;
            for (int y = y0; y < y1; y++)
            {
                for (int x = x0; x < x1; x++)
                    sum += pixels[((long)y * width) + x];
            }
            small[i] = (byte)(sum / ((y1 - y0) * (long)(x1 - x0)));
        }
        return small;
    }

    private static (int From, int To) Covered(int pixel, int extent, int size)
    {
        int from = (int)((long)pixel * extent / size);
        return (from, Math.Max(from + 1, (int)((pixel + 1L) * extent / size)));
    }

    private static bool IsDarkOnLight(byte[] pixels, int size)
    {
        int border = 0;
        for (int i = 0; i < size; i++)
            border += pixels[i] + pixels[^(i + 1)] + pixels[i * size] + pixels[(i * size) + size - 1];
        return border > 4 * size * 128;
    }
}
