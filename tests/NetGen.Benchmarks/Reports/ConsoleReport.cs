using System.Linq;
using Spectre.Console;

namespace NetGen.Benchmarks.Reports;

static class ConsoleReport
{
    public static void Write(ReportTable report)
    {
        // Written to a file, a table is as wide as it needs to be.
        if (!AnsiConsole.Profile.Out.IsTerminal) AnsiConsole.Profile.Width = 400;
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(report.Title));
        foreach (var (name, i) in report.Columns.Select((name, i) => (name, i)))
            table.AddColumn(new TableColumn(Markup.Escape(name)) { Alignment = i < report.TextColumns ? Justify.Left : Justify.Right, NoWrap = true });
        foreach (string[] row in report.Rows) table.AddRow(row.Select(Markup.Escape).ToArray());
        AnsiConsole.Write(table);
    }
}
