using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace NetGen;

/// <summary>A CSV file of numbers that grows by a row at a time, of which a row that was cut off in the end is ignored.</summary>
/// <param name="path">The file.</param>
/// <param name="header">Its first line: the names of the columns, with commas between them.</param>
internal sealed class MetricsTable(string path, string header)
{
    private readonly string[] columns = header.Split(',');

    /// <summary>The rows; what has no number in it is null.</summary>
    /// <exception cref="InvalidDataException">The file has other columns; the message names it.</exception>
    public List<MetricsRow> Read()
    {
        var rows = new List<MetricsRow>();
        if (!File.Exists(path))
            return rows;

        string text = File.ReadAllText(path);
        string[] lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > 0 && lines[0] != header)
            throw new InvalidDataException($"{path}: the columns are not {header}.");
        foreach (string line in lines.Skip(1))
        {
            double?[] row = [.. line.Split(',').Select(Parse)];
            if (row.Length != columns.Length)
                throw new InvalidDataException($"{path}: '{line}' has not the columns {header}.");
            rows.Add(new MetricsRow(this, row));
        }
        return rows;
    }

    /// <summary>Makes the file anew, of these rows.</summary>
    public void Write(IEnumerable<MetricsRow> rows)
    {
        string text = string.Concat(rows.Select(row => Format(row.Values)).Prepend(header + "\n"));
        AtomicFile.Write(path, text, static (stream, text) => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Adds a row.</summary>
    public void Append(params double?[] row) => File.AppendAllText(path, Format(row));

    /// <summary>The exception of a row without a number that each row has.</summary>
    public InvalidDataException Missing(MetricsRow row, int column) => new($"{path}: '{Format(row.Values).TrimEnd()}' has no {columns[column]}.");

    private static string Format(double?[] row) => string.Join(',', row.Select(number => number?.ToString("R", CultureInfo.InvariantCulture))) + "\n";

    private double? Parse(string text) => text.Length == 0 ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out double number) ? number
        : throw new InvalidDataException($"{path}: '{text}' is no number.");
}
