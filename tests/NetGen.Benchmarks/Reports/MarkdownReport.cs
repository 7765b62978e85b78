using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using NetGen.Benchmarks.Measuring;

namespace NetGen.Benchmarks.Reports;

/// <summary>The report as a document of the project.</summary>
static class MarkdownReport
{
    /// <summary>Writes <c>docs/benchmarks.md</c> of the source tree this program was built from, and gives its path.</summary>
    public static string Write(string machine, Effort effort, string arguments, IEnumerable<ReportTable> tables)
    {
        string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/benchmarks.md"));
        var text = new StringBuilder($"""
            # Benchmarks

            Measured {DateTime.UtcNow:yyyy-MM-dd} on {machine}

            Written by `dotnet run -c Release --project tests/NetGen.Benchmarks -- {arguments}`. One process; the contenders take turns
            (rounds: {effort.Rounds}; milliseconds of a turn, which is one call at least: {effort.Turn:0}; of warm-up: {effort.WarmUp:0}). A turn counts with the median of its calls, in blocks of 0.2 ms,
            and a contender with the median of its turns. Before that, all are checked to give the same results with the same weights.

            The peers are used well: ONNX Runtime has a model of the fixed batch size, all graph optimizations, inputs and outputs bound once, and threads that wait actively within a run,
            as by default, but not after it. TorchSharp runs in inference mode and in dispose scopes, with activations in place where PyTorch allows it and
            images stored with channels first or last, whichever is faster for the task; its input stands ready and its output stays where it is. NetGen reads and writes the caller's arrays. A training step is forward, loss, backward, update, and reading the loss.
            "To best peer" is the time of the faster peer over NetGen's. Bytes are managed memory allocated by a call.

            A kernel is timed in its place in the program, with what the kernels before it left in the caches; its share of the peak is that of its multiply-adds, as the literature counts them, in the
            median of all runs, and in the fastest. Kernels without multiply-adds are listed where they take 1 % of their program.

            """);
        foreach (ReportTable table in tables)
        {
            text.Append('\n').Append("## ").Append(table.Title).Append("\n\n");
            text.Append(Row(table.Columns)).Append(Row(table.Columns.Select((_, i) => i < table.TextColumns ? "---" : "---:")));
            foreach (string[] row in table.Rows) text.Append(Row(row));
        }

        File.WriteAllText(path, text.ToString().ReplaceLineEndings("\n"));
        return path;
    }

    static string ThisFile([CallerFilePath] string path = "") => path;

    static string Row(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |\n";
}
