using System.Collections.Immutable;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>The colors of figures.</summary>
public sealed class Theme
{
    private Theme(string name, SKColor background, SKColor ink, SKColor line, params ImmutableArray<SKColor> series)
    {
        Name = name;
        Background = background;
        Ink = ink;
        Line = line;
        Series = series;
    }

    /// <summary>Dark on white.</summary>
    public static Theme Light { get; } = new(
        "light", new(0xFFFFFFFF), new(0xFF1F2328), new(0xFFE3E6EA), new(0xFF0B6BCB), new(0xFFC2410C), new(0xFF15803D), new(0xFF7E22CE), new(0xFFB45309));

    /// <summary>Light on black.</summary>
    public static Theme Dark { get; } = new(
        "dark", new(0xFF15181D), new(0xFFE6E8EB), new(0xFF343A43), new(0xFF5CB3FF), new(0xFFFF9B5C), new(0xFF5FD38A), new(0xFFC792EA), new(0xFFF2C45F));

    /// <summary>The name: <c>light</c> or <c>dark</c>.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal SKColor Background { get; }

    internal SKColor Ink { get; }

    internal SKColor Line { get; }

    internal ImmutableArray<SKColor> Series { get; }

    /// <summary>From the background at 0 to the first series' color at 1.</summary>
    internal SKColor Shade(double part)
    {
        SKColor to = Series[0];
        byte Mix(byte a, byte b) => (byte)(a + ((b - a) * part));
        return new SKColor(Mix(Background.Red, to.Red), Mix(Background.Green, to.Green), Mix(Background.Blue, to.Blue));
    }
}
