using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScottPlot;

namespace NetGen.Plots;

/// <summary>How training went.</summary>
public static class Curves
{
    private const int Width = 470;
    private const int Height = 300;

    /// <summary>The loss of training and validation over the epochs.</summary>
    /// <param name="epochs">The epochs, as <see cref="RunFolder.ReadEpochs"/> gives them.</param>
    /// <param name="logarithmic">Whether the axis of the loss is logarithmic. Default: no.</param>
    public static Figure Loss(IReadOnlyList<EpochMetrics> epochs, bool logarithmic = false) => Of(
        "Loss", "epoch", "loss", logarithmic,
        new Curve("training", epochs.Select(e => ((double)e.Epoch, e.Loss))),
        Values("validation", epochs, epoch => epoch.ValidationLoss),
        Values("average of the weights", epochs, epoch => epoch.AverageLoss));

    /// <summary>The loss of training over the epochs, step by step.</summary>
    /// <param name="steps">The steps, as <see cref="RunFolder.ReadSteps"/> gives them.</param>
    /// <param name="logarithmic">Whether the axis of the loss is logarithmic. Default: no.</param>
    public static Figure Loss(IReadOnlyList<StepMetrics> steps, bool logarithmic = false) =>
        Of("Loss of each step", "epoch", "loss", logarithmic, new Curve("training", steps.Select(s => (s.Epoch, s.Loss))));

    /// <summary>The accuracy of validation over the epochs.</summary>
    /// <param name="epochs">The epochs, as <see cref="RunFolder.ReadEpochs"/> gives them.</param>
    public static Figure Accuracy(IReadOnlyList<EpochMetrics> epochs) => Of(
        "Accuracy", "epoch", "accuracy", false,
        Values("validation", epochs, epoch => epoch.ValidationAccuracy),
        Values("average of the weights", epochs, epoch => epoch.AverageAccuracy));

    /// <summary>The learning rate over the epochs.</summary>
    /// <param name="steps">The steps, as <see cref="RunFolder.ReadSteps"/> gives them.</param>
    /// <param name="logarithmic">Whether the axis of the rate is logarithmic. Default: no.</param>
    public static Figure LearningRate(IReadOnlyList<StepMetrics> steps, bool logarithmic = false) =>
        Of("Learning rate", "epoch", "learning rate", logarithmic, new Curve("learning rate", steps.Select(s => (s.Epoch, s.LearningRate))));

    /// <summary>Any curves: losses over learning rates, say.</summary>
    /// <param name="title">What they show.</param>
    /// <param name="x">What the horizontal axis has.</param>
    /// <param name="y">What the vertical axis has.</param>
    /// <param name="logarithmic">Whether the vertical axis is logarithmic; what is not above 0 is then left out.</param>
    /// <param name="curves">The curves; those without points are left out.</param>
    public static Figure Of(string title, string x, string y, bool logarithmic, params IEnumerable<Curve> curves)
    {
        (string Name, double[] Xs, double[] Ys)[] points = [.. curves.Select(curve => Points(curve, logarithmic)).Where(curve => curve.Xs.Length > 0)];
        return new PlotFigure(title, Width, Height, (plot, theme) =>
        {
            for (int i = 0; i < points.Length; i++)
            {
                ScottPlot.Plottables.Scatter line = plot.Add.Scatter(points[i].Xs, points[i].Ys, Color.FromSKColor(theme.Series[i % theme.Series.Length]));
                line.LegendText = points[i].Name;
                line.LineWidth = 2;
                line.MarkerSize = points[i].Xs.Length > 60 ? 0 : 5;
            }
            plot.XLabel(x);
            plot.YLabel(y);
            if (logarithmic)
                plot.Axes.Left.TickGenerator = LogarithmicTicks([.. points.SelectMany(curve => curve.Ys)]);
            // Of few epochs there are no halves.
            if (points.All(curve => curve.Xs.All(double.IsInteger)))
                plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
            if (points.Length > 1)
                plot.ShowLegend(EndsHigh(points) ? Alignment.LowerRight : Alignment.UpperRight);
            else
                plot.HideLegend();
        });
    }

    /// <summary>Whether the curves end in the upper half, where a legend would hide their ends.</summary>
    private static bool EndsHigh((string Name, double[] Xs, double[] Ys)[] curves)
    {
        double least = curves.Min(curve => curve.Ys.Min()), most = curves.Max(curve => curve.Ys.Max());
        return curves.Average(curve => curve.Ys[^1]) > (least + most) / 2;
    }

    private static Curve Values(string name, IReadOnlyList<EpochMetrics> epochs, Func<EpochMetrics, double?> value) =>
        new(name, epochs.Where(epoch => value(epoch) is not null).Select(epoch => ((double)epoch.Epoch, value(epoch)!.Value)));

    private static (string Name, double[] Xs, double[] Ys) Points(Curve curve, bool logarithmic)
    {
        (double X, double Y)[] points = [.. curve.Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y) && (!logarithmic || p.Y > 0))];
        return (curve.Name, [.. points.Select(p => p.X)], [.. points.Select(p => logarithmic ? Math.Log10(p.Y) : p.Y)]);
    }

    /// <summary>Ticks at 1, 2 and 5 times the powers of ten, or at the powers alone where there are many; at any numbers where there may be none of these.</summary>
    /// <param name="logarithms">The logarithms of the values.</param>
    private static ITickGenerator LogarithmicTicks(double[] logarithms)
    {
        const int ManyDecades = 4;
        double decades = logarithms.Length == 0 ? 0 : logarithms.Max() - logarithms.Min();
        if (decades < 1)
            return new ScottPlot.TickGenerators.NumericAutomatic { LabelFormatter = logarithm => Label(Math.Pow(10, logarithm)) };

        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (int power = (int)Math.Floor(logarithms.Min()) - 1; power <= logarithms.Max(); power++)
        {
            for (int digit = 1; digit < 10; digit++)
            {
                double value = digit * Math.Pow(10, power);
                if (digit == 1 || (digit is 2 or 5 && decades < ManyDecades))
                    ticks.AddMajor(Math.Log10(value), Label(value));
                else
                    ticks.AddMinor(Math.Log10(value));
            }
        }
        return ticks;

        static string Label(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
    }
}
