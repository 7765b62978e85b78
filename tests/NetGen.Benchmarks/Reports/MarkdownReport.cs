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
    static string Target => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/benchmarks.md"));

    /// <summary>Finds out whether the page can be written.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static void CheckWritable()
    {
        File.WriteAllText(Beside, "");
        File.Delete(Beside);
    }

    /// <summary>Writes <c>docs/benchmarks.md</c> of the source tree this program was built from, and gives its path.</summary>
    public static string Write(string machine, Settings settings, string arguments, IEnumerable<ReportTable> tables)
    {
        Effort effort = settings.Effort;
        string caution = settings.Quick ? "\n**A quick run: each contender had one short turn, so the figures are rough. Without `--quick` they are the median of many.**\n" : "";
        var text = new StringBuilder($"""
            # Benchmarks
            {caution}
            Measured {DateTime.UtcNow:yyyy-MM-dd} on {machine}

            Written by `dotnet run -c Release --project tests/NetGen.Benchmarks -- {arguments}`. One process; the contenders take turns
            (rounds: {effort.Rounds}; milliseconds of a turn, which is one call at least: {effort.Turn:0}; of warm-up: {effort.WarmUp:0}). A turn counts with the median of its calls, in blocks of 0.2 ms,
            and a contender with the median of its turns. Before that, all are checked to give the same results with the same weights.

            The peers are used well: ONNX Runtime has a model of the fixed batch size, all graph optimizations, and inputs and outputs bound once. TorchSharp runs in inference mode and in
            dispose scopes, with activations in place where PyTorch allows it; its input stands ready and its output stays where it is. Networks of images have it twice among the contenders, stored
            with channels first and last, and the faster counts. NetGen reads and writes the caller's arrays. With several threads, those of ONNX Runtime wait actively for the next call, as by default, and NetGen's do for
            50 µs; before each turn all have time to fall asleep, and where calls are short a first one, which is not counted, wakes them.

            A training step is forward, loss, backward, update, and reading the loss. TorchSharp's optimizers are not PyTorch's fused ones: they are loops in C# over the parameters, with an operation on a
            tensor for each step of the formula (SGD with momentum three, Adam nine). NetGen updates all parameters in one kernel. With a batch of one and small networks that is much of the difference.
            After the first steps the parameters of both are compared, each by the distance that it has moved.

            "To best peer" is the time of the faster peer over NetGen's, "to one thread" NetGen's time on one thread over that on several. Where something is asked of that number, of the first on one thread
            and of the second on two, the table says whether it was reached. Bytes are managed memory allocated by a call; 0 are asked of NetGen.

            A kernel is timed in its place in the program, with what the kernels before it left in the caches; its share of the peak is that of its multiply-adds, as the literature counts them, in the
            median of all runs, of which the asked share is meant, and in the fastest. Kernels without multiply-adds are listed where they take 1 % of their program.
            Those whose names end with "winograd" make up to a quarter of the multiplications that they are counted with, so that their share can be above 100 %.

            """);
        foreach (ReportTable table in tables)
        {
            text.Append('\n').Append("## ").Append(table.Title).Append("\n\n");
            text.Append(Row(table.Columns)).Append(Row(table.Columns.Select((_, i) => i < table.TextColumns ? "---" : "---:")));
            foreach (string[] row in table.Rows) text.Append(Row(row));
        }

        // Beside it first: the page is whole, or stays as it was.
        File.WriteAllText(Beside, text.ToString().ReplaceLineEndings("\n"));
        File.Move(Beside, Target, overwrite: true);
        return Target;
    }

    static string Beside => Target + ".new";

    static string ThisFile([CallerFilePath] string path = "") => path;

    static string Row(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |\n";
}
