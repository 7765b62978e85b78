using System;
using System.IO;
using StbImageWriteSharp;

namespace Caption;

/// <summary>Shows where a network looked: a row for each picture, with the picture and, for each word, the picture again under the light of the attention's weights.</summary>
internal sealed class AttentionSheet
{
    private const int Zoom = 2;
    private const int Gap = 4;
    private const int TileWidth = (Zoom * DigitScenes.Side) + Gap;
    private const int TileHeight = TileWidth + (2 * PixelFont.Height);
    private const int RegionStride = 8; // pixels from the middle of a region to the next

    private readonly int width = ((1 + DigitScenes.MaximumLength) * TileWidth) + Gap;
    private readonly byte[] pixels;
    private int row;

    /// <param name="rows">How many pictures there will be.</param>
    public AttentionSheet(int rows) => pixels = new byte[3 * width * ((rows * TileHeight) + Gap)];

    /// <param name="picture">The pixels, from 0 to 1.</param>
    /// <param name="words">What was written, up to its end.</param>
    /// <param name="weights">How much each region counted for each word: words x rows x columns.</param>
    public void Add(ReadOnlySpan<float> picture, ReadOnlySpan<int> words, ReadOnlySpan<float> weights)
    {
        Tile(0, "", picture, default);
        for (int i = 0; i < words.Length && words[i] != CaptionVocabulary.End; i++)
            Tile(1 + i, CaptionVocabulary.Decode(words.Slice(i, 1)), picture, weights.Slice(i * AttentiveWriter.Regions, AttentiveWriter.Regions));
        row++;
    }

    /// <summary>Writes a PNG file.</summary>
    public void Save(string path)
    {
        using var png = new MemoryStream();
        new ImageWriter().WritePng(pixels, width, pixels.Length / (3 * width), ColorComponents.RedGreenBlue, png);
        File.WriteAllBytes(path, png.ToArray());
    }

    /// <summary>Draws a picture in grey, lit in orange by weights where there are any, the word below it.</summary>
    private void Tile(int column, string word, ReadOnlySpan<float> picture, ReadOnlySpan<float> weights)
    {
        int left = Gap + (column * TileWidth), top = Gap + (row * TileHeight);
        float largest = 0;
        foreach (float weight in weights)
            largest = Math.Max(largest, weight);
        for (int y = 0; y < Zoom * DigitScenes.Side; y++)
        {
            for (int x = 0; x < Zoom * DigitScenes.Side; x++)
            {
                float ink = picture[(y / Zoom * DigitScenes.Side) + (x / Zoom)];
                float light = weights.IsEmpty ? 0 : Between(weights, (float)y / (Zoom * RegionStride), (float)x / (Zoom * RegionStride)) / largest;
                Set(left + x, top + y, Math.Max(ink, light), Math.Max(ink, 0.5f * light), ink);
            }
        }
        PixelFont.Write(word, (x, y) => Set(left + x, top + TileWidth + y, 1, 1, 1));
    }

    /// <summary>A weight between the middles of four regions (bilinear).</summary>
    private static float Between(ReadOnlySpan<float> weights, float y, float x)
    {
        const int side = AttentiveWriter.RegionSide;
        int top = Math.Min((int)y, side - 2), left = Math.Min((int)x, side - 2), at = (top * side) + left;
        float down = Math.Min(y - top, 1), right = Math.Min(x - left, 1);
        return ((1 - down) * (((1 - right) * weights[at]) + (right * weights[at + 1]))) + (down * (((1 - right) * weights[at + side]) + (right * weights[at + side + 1])));
    }

    private void Set(int x, int y, float red, float green, float blue)
    {
        int at = 3 * ((y * width) + x);
        pixels[at] = (byte)(255 * red);
        pixels[at + 1] = (byte)(255 * green);
        pixels[at + 2] = (byte)(255 * blue);
    }
}
