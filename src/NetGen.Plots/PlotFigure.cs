using System;
using ScottPlot;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>A figure that ScottPlot draws.</summary>
internal sealed class PlotFigure(string title, int width, int height, Action<Plot, Theme> fill) : Figure
{
    public override string Title => title;

    public override int Width => width;

    public override int Height => height;

    internal override void Draw(SKCanvas canvas, Theme theme)
    {
        using var plot = new Plot();
        plot.FigureBackground.Color = Color.FromSKColor(theme.Background);
        plot.DataBackground.Color = Color.FromSKColor(theme.Background);
        plot.Axes.Color(Color.FromSKColor(theme.Ink));
        plot.Grid.MajorLineColor = Color.FromSKColor(theme.Line);
        plot.Legend.BackgroundColor = Color.FromSKColor(theme.Background);
        plot.Legend.FontColor = Color.FromSKColor(theme.Ink);
        plot.Legend.OutlineColor = Color.FromSKColor(theme.Line);
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Title(title, size: 14);
        plot.Axes.Title.Label.ForeColor = Color.FromSKColor(theme.Ink);
        fill(plot, theme);
        plot.Axes.Bottom.Label.FontSize = plot.Axes.Left.Label.FontSize = 12;
        plot.Font.Set(Text.Family);
        plot.Axes.Title.Label.Bold = true; // which the font has just reset
        plot.Render(canvas, new PixelRect(0, width, height, 0));
    }
}
