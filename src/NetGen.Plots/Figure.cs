using System;
using System.IO;
using System.Text;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>A figure, to be written as PNG or SVG.</summary>
public abstract class Figure
{
    /// <summary>What it shows, as its caption in a report.</summary>
    public abstract string Title { get; }

    /// <summary>The width, in pixels.</summary>
    public abstract int Width { get; }

    /// <summary>The height, in pixels.</summary>
    public abstract int Height { get; }

    /// <summary>Whether it is made of pixels: a report has those as PNG.</summary>
    internal virtual bool IsOfPixels => false;

    /// <summary>Writes a PNG file, replacing an existing one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="theme">The colors. Default: <see cref="Theme.Light"/>.</param>
    /// <param name="scale">Pixels of the file for each of the figure: 2 for screens with small pixels. Default: 1.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SavePng(string path, Theme? theme = null, double scale = 1) => AtomicFile.Write(path, ToPng(theme, scale), static (stream, content) => stream.Write(content));

    /// <summary>Writes an SVG file, replacing an existing one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="theme">The colors. Default: <see cref="Theme.Light"/>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveSvg(string path, Theme? theme = null) => AtomicFile.Write(path, ToSvg(theme), static (stream, content) => stream.Write(content));

    /// <summary>The figure as PNG.</summary>
    /// <param name="theme">The colors. Default: <see cref="Theme.Light"/>.</param>
    /// <param name="scale">Pixels of the file for each of the figure. Default: 1.</param>
    public byte[] ToPng(Theme? theme = null, double scale = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var size = new SKImageInfo((int)Math.Ceiling(Width * scale), (int)Math.Ceiling(Height * scale));
        using SKSurface surface = SKSurface.Create(size) ?? throw new OutOfMemoryException($"There is no memory for a figure of {size.Width} x {size.Height} pixels.");
        surface.Canvas.Scale((float)scale);
        Draw(surface.Canvas, theme ?? Theme.Light);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    /// <summary>The figure as SVG, in UTF-8.</summary>
    /// <param name="theme">The colors. Default: <see cref="Theme.Light"/>.</param>
    public byte[] ToSvg(Theme? theme = null)
    {
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
            Draw(canvas, theme ?? Theme.Light);
        return Encoding.UTF8.GetBytes(SvgText.Adapt(Encoding.UTF8.GetString(stream.ToArray())));
    }

    internal abstract void Draw(SKCanvas canvas, Theme theme);
}
