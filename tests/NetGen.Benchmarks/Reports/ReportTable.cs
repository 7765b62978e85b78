using System.Collections.Generic;

namespace NetGen.Benchmarks.Reports;

/// <summary>A table for the console and for Markdown. The first <paramref name="TextColumns"/> are texts, the others numbers.</summary>
sealed record ReportTable(string Title, int TextColumns, string[] Columns)
{
    public List<string[]> Rows { get; } = [];
}
