using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SkiaSharp;

namespace NetGen.Plots;

/// <summary>A confusion matrix: a row for each actual class, a column for each predicted one; the darker, the larger a part of its row.</summary>
public sealed class ConfusionPlot : Figure
{
    private const int Cell = 38;
    private const int Above = 64;

    private readonly ConfusionMatrix matrix;
    private readonly IReadOnlyList<string> classes;
    private readonly int left;
    private readonly bool isUpright; // the names of the columns
    private readonly int below;

    /// <summary>A figure of a matrix.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="classes">The names of the classes. Default: their numbers.</param>
    /// <exception cref="ArgumentException">There is not one name for each class.</exception>
    public ConfusionPlot(ConfusionMatrix matrix, IReadOnlyList<string>? classes = null)
    {
        if (classes is not null && classes.Count != matrix.Classes)
            throw new ArgumentException($"There are {classes.Count} names for {matrix.Classes} classes.", nameof(classes));
        this.matrix = matrix;
        this.classes = classes ?? [.. Enumerable.Range(0, matrix.Classes).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        using SKFont font = Text.Font(12);
        int longest = (int)Math.Ceiling(this.classes.Max(name => font.MeasureText(name)));
        left = 46 + longest;
        isUpright = longest > Cell - 4;
        below = isUpright ? longest + 40 : 48;
    }

    /// <inheritdoc/>
    public override string Title => "Confusion matrix";

    /// <inheritdoc/>
    public override int Width => left + (matrix.Classes * Cell) + 16;

    /// <inheritdoc/>
    public override int Height => Above + (matrix.Classes * Cell) + below;

    internal override void Draw(SKCanvas canvas, Theme theme)
    {
        canvas.Clear(theme.Background);
        float right = Width - 16, bottom = Above + (matrix.Classes * Cell), middle = left + (matrix.Classes * Cell / 2f);
        Text.Draw(canvas, Title, middle, 24, 14, theme.Ink, bold: true);
        Text.Draw(canvas, "predicted", middle, Height - 12, 12, theme.Ink);
        Text.Draw(canvas, "actual", 18, Above + (matrix.Classes * Cell / 2f), 12, theme.Ink, angle: -90);
        for (int actual = 0; actual < matrix.Classes; actual++)
        {
            long all = Enumerable.Range(0, matrix.Classes).Sum(predicted => matrix[actual, predicted]);
            for (int predicted = 0; predicted < matrix.Classes; predicted++)
                DrawCell(canvas, theme, actual, predicted, all);
            Text.Draw(canvas, classes[actual], left - 8, Above + ((actual + 0.5f) * Cell) + 4, 12, theme.Ink, SKTextAlign.Right);
            float x = left + ((actual + 0.5f) * Cell);
            if (isUpright)
                Text.Draw(canvas, classes[actual], x + 4, bottom + 8, 12, theme.Ink, SKTextAlign.Right, angle: -90);
            else
                Text.Draw(canvas, classes[actual], x, bottom + 18, 12, theme.Ink);
        }
        using var line = new SKPaint { Color = theme.Line, Style = SKPaintStyle.Stroke };
        canvas.DrawRect(left, Above, right - left, bottom - Above, line);
        Text.Draw(canvas, string.Create(CultureInfo.InvariantCulture, $"accuracy {matrix.Accuracy:0.0000} of {matrix.Total:#,0}"), middle, 46, 12, theme.Ink);
    }

    private void DrawCell(SKCanvas canvas, Theme theme, int actual, int predicted, long all)
    {
        long count = matrix[actual, predicted];
        // A mistake of one in a hundred should be seen: the root spreads small parts.
        double part = all == 0 ? 0 : Math.Sqrt((double)count / all);
        float x = left + (predicted * Cell), y = Above + (actual * Cell);
        using var paint = new SKPaint { Color = theme.Shade(part) };
        canvas.DrawRect(x, y, Cell, Cell, paint);
        if (count > 0)
            Text.Draw(canvas, count.ToString(CultureInfo.InvariantCulture), x + (Cell / 2f), y + (Cell / 2f) + 4, 11, part > 0.6 ? theme.Background : theme.Ink);
    }
}
