using System.Linq;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>Text in figures.</summary>
internal static class Text
{
    private static readonly string[] Families = ["Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans"];

    private static readonly SKTypeface Regular = Families.Select(SKFontManager.Default.MatchFamily).FirstOrDefault(face => face is not null) ?? SKTypeface.Default;
    private static readonly SKTypeface Bold = SKFontManager.Default.MatchFamily(Regular.FamilyName, SKFontStyle.Bold) ?? Regular;

    /// <summary>The font of all text: the first of the usual ones that the machine has.</summary>
    public static string Family => Regular.FamilyName;

    public static SKFont Font(float size, bool bold = false) => new(bold ? Bold : Regular, size);

    /// <summary>Draws text at a point of its baseline.</summary>
    public static void Draw(SKCanvas canvas, string text, float x, float y, float size, SKColor color, SKTextAlign align = SKTextAlign.Center, bool bold = false, float angle = 0)
    {
        using SKFont font = Font(size, bold);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.Save();
        canvas.Translate(x, y);
        canvas.RotateDegrees(angle);
        canvas.DrawText(text, 0, 0, align, font, paint);
        canvas.Restore();
    }
}
