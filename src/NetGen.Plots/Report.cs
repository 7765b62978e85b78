using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;

namespace NetGen.Plots;

/// <summary>Figures, texts and tables in one HTML file, which needs neither scripts nor a network, and is light or dark as its reader's system is.</summary>
public sealed class Report
{
    private const string Style =
        """
        :root { color-scheme: light dark; --back: #fff; --ink: #1f2328; --faint: #59636e; --line: #e3e6ea; }
        @media (prefers-color-scheme: dark) { :root { --back: #15181d; --ink: #e6e8eb; --faint: #9aa4b0; --line: #343a43; } }
        body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        h1, h2 { line-height: 1.2; }
        .figures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; margin: 1rem 0; }
        figure { margin: 0; max-width: 100%; }
        img { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
        figcaption { color: var(--faint); font-size: 0.9rem; }
        table { border-collapse: collapse; display: block; max-width: 100%; overflow-x: auto; }
        th, td { white-space: nowrap; border-bottom: 1px solid var(--line); padding: 0.25rem 0.8rem; text-align: right; font-variant-numeric: tabular-nums; }
        th:first-child, td:first-child { text-align: left; }
        pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; padding: 0.8rem; font-size: 0.85rem; }
        """;

    private readonly string title;
    private readonly StringBuilder body = new();
    private bool inFigures;

    /// <summary>An empty report.</summary>
    /// <param name="title">Its title.</param>
    public Report(string title) => this.title = title;

    /// <summary>Adds how a run went: its curves, and its epochs as a table.</summary>
    /// <param name="folder">The run's directory, as <see cref="RunFolder"/> makes it.</param>
    /// <returns>The report itself.</returns>
    public Report AddTraining(string folder)
    {
        IReadOnlyList<EpochMetrics> epochs = RunFolder.ReadEpochs(folder);
        IReadOnlyList<StepMetrics> steps = RunFolder.ReadSteps(folder);
        Section("Training");
        if (epochs.Count > 1)
            Add(Curves.Loss(epochs));
        if (epochs.Count(epoch => epoch.ValidationAccuracy is not null) > 1)
            Add(Curves.Accuracy(epochs));
        if (steps.Count > 0)
            Add(Curves.Loss(steps, logarithmic: true)).Add(Curves.LearningRate(steps));
        bool averaged = epochs.Any(epoch => epoch.AverageLoss is not null);
        return Table(
            [
                "epoch", "loss", "validation loss", "validation accuracy", .. averaged ? new[] { "average's loss", "average's accuracy" } : [],
                "seconds", "waited for data", "examples/s",
            ],
            epochs.Select(Row));

        string[] Row(EpochMetrics e) =>
        [
            Number(e.Epoch, "0"), Number(e.Loss, "0.0000"), Number(e.ValidationLoss, "0.0000"), Number(e.ValidationAccuracy, "0.0000"),
            .. averaged ? new[] { Number(e.AverageLoss, "0.0000"), Number(e.AverageAccuracy, "0.0000") } : [],
            Number(e.Seconds, "0.0"), Number(e.Seconds > 0 ? e.SecondsWaited / e.Seconds : 0, "0.0%"), Number(e.ExamplesPerSecond, "#,0"),
        ];
    }

    /// <summary>Adds what a run was: seed and versions, and the network.</summary>
    /// <param name="folder">The run's directory, as <see cref="RunFolder"/> makes it.</param>
    /// <returns>The report itself.</returns>
    public Report AddSettings(string folder)
    {
        Section("The run");
        foreach (string name in new[] { "run.json", "network.net.txt", "network.txt" }.Where(name => File.Exists(Path.Combine(folder, name))))
            Code(File.ReadAllText(Path.Combine(folder, name)));
        return this;
    }

    /// <summary>Begins a section.</summary>
    /// <returns>The report itself.</returns>
    public Report Section(string heading) => Write($"<h2>{Escape(heading)}</h2>");

    /// <summary>Adds a paragraph.</summary>
    /// <returns>The report itself.</returns>
    public Report Add(string paragraph) => Write($"<p>{Escape(paragraph)}</p>");

    /// <summary>Adds a figure; beside the one before it, where there is room.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="caption">What is written below. Default: nothing.</param>
    /// <returns>The report itself.</returns>
    public Report Add(Figure figure, string? caption = null)
    {
        if (!inFigures)
            body.Append("<div class=\"figures\">\n");
        inFigures = true;
        body.Append(CultureInfo.InvariantCulture, $"<figure><picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"{Source(figure, Theme.Dark)}\">");
        body.Append(
            CultureInfo.InvariantCulture,
            $"<img src=\"{Source(figure, Theme.Light)}\" width=\"{figure.Width}\" height=\"{figure.Height}\" alt=\"{Escape(figure.Title)}\"></picture>");
        if (caption is not null)
            body.Append(CultureInfo.InvariantCulture, $"<figcaption>{Escape(caption)}</figcaption>");
        body.Append("</figure>\n");
        return this;
    }

    /// <summary>Adds a table.</summary>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The report itself.</returns>
    public Report Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        string lines = string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Escape(cell)}</td>"))}</tr>\n"));
        return Write($"<table>\n<thead><tr>{string.Concat(header.Select(name => $"<th>{Escape(name)}</th>"))}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>");
    }

    /// <summary>Adds text as it stands, in a font of fixed width.</summary>
    /// <returns>The report itself.</returns>
    public Report Code(string text) => Write($"<pre>{Escape(text)}</pre>");

    /// <summary>Writes the file, replacing an existing one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToString()), static (stream, content) => stream.Write(content));

    /// <summary>The HTML.</summary>
    public override string ToString() =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <h1>{Escape(title)}</h1>
        {body}{(inFigures ? "</div>\n" : "")}</body>
        </html>

        """;

    private static string Number(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    // As images of their own: the parts of two SVG in one document would have the same names.
    private static string Source(Figure figure, Theme theme) => figure.IsOfPixels
        ? $"data:image/png;base64,{Convert.ToBase64String(figure.ToPng(theme))}"
        : $"data:image/svg+xml;base64,{Convert.ToBase64String(figure.ToSvg(theme))}";

    private Report Write(string html)
    {
        if (inFigures)
            body.Append("</div>\n");
        inFigures = false;
        body.Append(html).Append('\n');
        return this;
    }
}
