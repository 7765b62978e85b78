using System;
using System.Globalization;

namespace NetGen;

/// <summary>Counts of predictions by actual and by predicted class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] counts;

    /// <summary>An empty matrix.</summary>
    /// <param name="classes">The number of classes.</param>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Classes = classes;
        counts = new long[checked(classes * classes)];
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of predictions.</summary>
    public long Total { get; private set; }

    /// <summary>The number of right predictions.</summary>
    public long Correct { get; private set; }

    /// <summary>The share of right predictions; NaN without any prediction.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>How often <paramref name="predicted"/> was predicted for an example of class <paramref name="actual"/>.</summary>
    public long this[int actual, int predicted] => counts[Index(actual, predicted)];

    /// <summary>Counts one prediction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int actual, int predicted)
    {
        counts[Index(actual, predicted)]++;
        Total++;
        if (actual == predicted)
            Correct++;
    }

    /// <summary>The share of right ones among the predictions of a class; NaN if it was never predicted.</summary>
    public double Precision(int predicted)
    {
        long all = 0;
        for (int actual = 0; actual < Classes; actual++)
            all += this[actual, predicted];
        return (double)this[predicted, predicted] / all;
    }

    /// <summary>The share of a class's examples that were predicted right; NaN if there was none.</summary>
    public double Recall(int actual)
    {
        long all = 0;
        for (int predicted = 0; predicted < Classes; predicted++)
            all += this[actual, predicted];
        return (double)this[actual, actual] / all;
    }

    /// <summary>A table: a row for each actual class, a column for each predicted one, then recall; the last row is precision.</summary>
    public override string ToString()
    {
        var header = new string[Classes + 1];
        for (int i = 0; i < Classes; i++)
            header[i] = Text(i);
        header[Classes] = "recall";
        var table = new TextTable(["actual"], header);

        for (int actual = 0; actual < Classes; actual++)
        {
            var row = new string[Classes + 2];
            row[0] = Text(actual);
            for (int predicted = 0; predicted < Classes; predicted++)
                row[predicted + 1] = Text(this[actual, predicted]);
            row[^1] = Share(Recall(actual));
            table.Add(row);
        }

        var last = new string[Classes + 2];
        last[0] = "precision";
        for (int predicted = 0; predicted < Classes; predicted++)
            last[predicted + 1] = Share(Precision(predicted));
        last[^1] = Share(Accuracy);
        table.AddRule();
        table.Add(last);
        return table.ToString();
    }

    private int Index(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)Classes, nameof(actual));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Classes, nameof(predicted));
        return actual * Classes + predicted;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
