using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetGen;

namespace Zoo;

/// <summary>All networks with their counts and their memory.</summary>
internal static class Listing
{
    private const int BatchSize = 64;

    private static readonly string[] Titles = ["network", "parameters", "multiply-adds", "inference", "training, an example", $"training, batch of {BatchSize}"];

    /// <summary>Family by family, which is what a name has before its first digit, and in each from the least work to the most.</summary>
    public static IComparer<NetworkDescription> Order { get; } =
        Comparer<NetworkDescription>.Create((a, b) => (Family(a), a.MultiplyAdds, a.Name).CompareTo((Family(b), b.MultiplyAdds, b.Name)));

    /// <summary>As a table of aligned columns.</summary>
    public static void WriteText(TextWriter writer, IEnumerable<NetworkDescription> networks)
    {
        string[][] rows = [Titles, .. networks.Select(Row)];
        int[] widths = [.. Titles.Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            writer.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
    }

    /// <summary>As the page of the documents about memory.</summary>
    public static void WriteMarkdown(TextWriter writer, IReadOnlyList<NetworkDescription> networks)
    {
        writer.Write($"""
            # Memory

            Bytes of the arena of each network of `examples/Zoo`: activations, gradients of activations and what kernels need beside, planned when the network is compiled, so that values
            which are not alive at the same time share their place. Weights are not in it (4 bytes a parameter; training has their gradients and the optimizer's state too).
            Inference has a place for as many examples as are computed together: one, but several of a small network. Training grows with the batch: bytes for each example, and all bytes
            of a batch of {BatchSize}. Both are of one thread; each other needs a little for itself (`InferenceBytesPerThread`, `TrainingBytes(batchSize, threads)`). What is counted includes the filters of 3 × 3
            convolutions as Winograd's algorithm reads them, which a run makes anew: among the activations where these leave them room.

            As `dotnet run -c Release --project examples/Zoo -- list --markdown` writes it on {networks[0].Target}; the others differ a little, by the vectors that channels are padded to.


            """.ReplaceLineEndings("\n"));
        writer.Write($"| {string.Join(" | ", Titles)} |\n|---|{string.Concat(Enumerable.Repeat("---:|", Titles.Length - 1))}\n");
        foreach (NetworkDescription network in networks)
            writer.Write($"| {string.Join(" | ", Row(network))} |\n");
    }

    private static string[] Row(NetworkDescription it)
    {
        bool trains = it.TrainingBytes(1) > 0;
        return
        [
            it.Name, Number(it.Parameters), Number(it.MultiplyAdds), Number(it.InferenceBytes),
            trains ? Number(it.TrainingBytes(1) - it.TrainingBytes(0)) : "", trains ? Number(it.TrainingBytes(BatchSize)) : "",
        ];
    }

    private static string Family(NetworkDescription network) => string.Concat(network.Name.TakeWhile(letter => !char.IsDigit(letter)));

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
