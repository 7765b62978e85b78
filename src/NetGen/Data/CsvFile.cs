using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace NetGen.Data;

/// <summary>Reads CSV files of numbers.</summary>
public static class CsvFile
{
    /// <summary>Reads a file into the column <c>features</c> (floats) and, if the options name labels, the column <c>label</c> (integers).</summary>
    /// <remarks>Fields may be quoted; a quote within quotes is doubled. Numbers have a decimal point. Empty lines are skipped.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file looks like; by default it has a header, commas and no labels.</param>
    /// <exception cref="InvalidDataException">A field is no number or not finite, a line has too few or too many; the message has file, line and column.</exception>
    public static DataSet Read(string path, CsvOptions? options = null)
    {
        using var reader = new StreamReader(path);
        return Read(reader, path, options ?? new CsvOptions());
    }

    private static DataSet Read(TextReader reader, string path, CsvOptions options)
    {
        var lines = new CsvLineReader(reader, path, options.Separator);
        var features = new List<float>();
        var labels = new List<int>();
        int width = -1;
        int label = -1;
        for (int row = 0; lines.Read(); row++)
        {
            IReadOnlyList<CsvField> fields = lines.Fields;
            if (row == 0)
            {
                width = fields.Count;
                label = LabelColumn(fields, path, options);
                if (options.Header)
                    continue;
            }
            if (fields.Count != width)
                throw lines.Error(fields[^1].Column, $"expected {width} fields, found {fields.Count}");

            for (int i = 0; i < fields.Count; i++)
            {
                if (i == label)
                    labels.Add(ParseLabel(lines, fields[i]));
                else
                    features.Add(ParseNumber(lines, fields[i], options));
            }
        }
        return Combine(path, features, labels, width, label);
    }

    private static DataSet Combine(string path, List<float> features, List<int> labels, int width, int label)
    {
        if (features.Count == 0 && labels.Count == 0)
            throw new InvalidDataException($"{path}: no line of numbers.");

        var columns = new List<Column>();
        int featureCount = label < 0 ? width : width - 1;
        if (featureCount > 0)
            columns.Add(new Column("features", features.ToArray(), featureCount));
        if (label >= 0)
            columns.Add(new Column("label", labels.ToArray()));
        return new DataSet(columns);
    }

    private static int LabelColumn(IReadOnlyList<CsvField> first, string path, CsvOptions options)
    {
        if (options.Label is { } name)
        {
            for (int i = 0; options.Header && i < first.Count; i++)
            {
                if (first[i].Text == name)
                    return i;
            }
            throw new InvalidDataException($"{path}: the header has no column '{name}'.");
        }
        if (options.LabelIndex is not { } index)
            return -1;

        int label = index < 0 ? first.Count + index : index;
        return label >= 0 && label < first.Count
            ? label
            : throw new InvalidDataException($"{path}: there is no column {index} among {first.Count}.");
    }

    private static float ParseNumber(CsvLineReader lines, CsvField field, CsvOptions options)
    {
        if (!float.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value))
            throw lines.Error(field.Column, $"'{field.Text}' is not a number");
        if (!float.IsFinite(value) && !options.AllowNonFinite)
            throw lines.Error(field.Column, $"'{field.Text}' is not finite as a float; {nameof(CsvOptions)}.{nameof(CsvOptions.AllowNonFinite)} reads it all the same");

        return value;
    }

    private static int ParseLabel(CsvLineReader lines, CsvField field) =>
        int.TryParse(field.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw lines.Error(field.Column, $"the label '{field.Text}' is not an integer");
}
