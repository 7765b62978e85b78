using System;
using System.Collections.Generic;
using System.Text;

namespace NetGen;

/// <summary>Aligns text in columns: the first ones to the left, the others, which hold numbers, to the right.</summary>
internal sealed class TextTable
{
    private readonly int leftColumns;
    private readonly int[] widths;
    private readonly List<string[]?> rows = [];

    public TextTable(string[] left, string[] right)
    {
        leftColumns = left.Length;
        widths = new int[left.Length + right.Length];
        Add([.. left, .. right]);
        AddRule();
    }

    public void Add(string[] row)
    {
        for (int i = 0; i < widths.Length; i++)
            widths[i] = Math.Max(widths[i], row[i].Length);
        rows.Add(row);
    }

    public void AddRule() => rows.Add(null);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (string[]? row in rows)
        {
            var line = new StringBuilder();
            for (int i = 0; i < widths.Length; i++)
            {
                string cell = row is null ? new string('-', widths[i]) : row[i];
                line.Append(i == 0 ? "" : "  ").Append(i < leftColumns ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            }
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
