using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace NetGen;

/// <summary>Tries settings of training, at random or in a grid, and keeps the results in a file, from which it goes on when it was interrupted.</summary>
/// <remarks>
/// <para>The file is CSV with a row for each trial: its number, its settings, the score, which is empty where training diverged, and the seconds.
/// A trial that was not finished, or whose row was cut off, is done again.</para>
/// <para>Random trials find more than a grid of as many, where some settings matter more than others (Bergstra, Bengio: Random Search for Hyper-Parameter Optimization,
/// 2012).</para>
/// </remarks>
public sealed class HyperparameterSearch
{
    private readonly string path;
    private readonly SearchSpace space;

    /// <summary>A search whose results are in a file.</summary>
    /// <param name="path">The file: its directory exists; the file need not.</param>
    /// <param name="space">The settings, at least one.</param>
    /// <exception cref="ArgumentException">There is no setting.</exception>
    public HyperparameterSearch(string path, SearchSpace space)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(space);
        if (!space.Any())
            throw new ArgumentException("There is no setting to search.", nameof(space));
        this.path = path;
        this.space = space;
    }

    /// <summary>The seed of random trials: the same seed and space give the same trials. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>What else the scores depend on, in words, as in <c>LeNet-5 on MNIST, 2 epochs</c>: the file is only gone on with under the same. It stands in the name of the
    /// file's first column. Default: nothing.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Who is told of each new result. Default: nobody.</summary>
    public Action<SearchResult>? OnResult { get; init; }

    /// <summary>Tries settings that are drawn from the space, until the file has so many trials.</summary>
    /// <param name="trials">How many. A later call with more goes on behind those of an earlier one.</param>
    /// <param name="score">
    /// Trains with the settings and tells how good they are on validation examples, the less the better: a loss, or a share of errors. A score that is not finite, and a
    /// <see cref="DivergenceException"/>, are results; any other exception ends the search, which then goes on with this trial.
    /// </param>
    /// <exception cref="InvalidDataException">The file is damaged, or of another search; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public SearchResults Random(int trials, Func<SearchTrial, double> score)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        return Run(Enumerable.Range(0, trials).Select(number => space.Draw(Seed, number)), score);
    }

    /// <summary>Tries all combinations of settings, the last setting of the space changing fastest.</summary>
    /// <param name="points">How many values of a range there are, at equal distances, or equal ratios in <see cref="SearchRange.LogUniform"/>, with both ends.
    /// Of a <see cref="SearchRange.Choice"/> all are tried.</param>
    /// <param name="score">As for <see cref="Random"/>.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of another search; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public SearchResults Grid(int points, Func<SearchTrial, double> score)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        return Run(space.Grid(points), score);
    }

    private SearchResults Run(IEnumerable<SearchTrial> trials, Func<SearchTrial, double> score)
    {
        ArgumentNullException.ThrowIfNull(score);
        MetricsTable table = Table();
        List<MetricsRow> rows = table.Read();
        // Whole lines only: what is appended must not be joined to one that was cut off.
        table.Write(rows);
        var results = new List<SearchResult>();
        foreach (SearchTrial trial in trials)
        {
            if (trial.Number < rows.Count)
            {
                results.Add(Known(trial, rows[trial.Number]));
                continue;
            }
            SearchResult result = Try(trial, score);
            table.Append([trial.Number, .. trial.Values.Select(value => value.Value), result.Score, result.Duration.TotalSeconds]);
            results.Add(result);
            OnResult?.Invoke(result);
        }
        return new SearchResults(space, results);
    }

    private MetricsTable Table()
    {
        // A comma would be a column's end.
        string subject = string.Join(' ', Subject.Split([',', '"', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        string first = subject.Length == 0 ? "trial" : $"trial of {subject}";
        return new MetricsTable(path, string.Join(',', [first, .. space.Select(setting => setting.Key), "score", "seconds"]));
    }

    private static SearchResult Try(SearchTrial trial, Func<SearchTrial, double> score)
    {
        long start = Stopwatch.GetTimestamp();
        double value;
        try
        {
            value = score(trial);
        }
        catch (DivergenceException)
        {
            value = double.NaN;
        }
        return new SearchResult(trial, double.IsFinite(value) ? value : null, Stopwatch.GetElapsedTime(start));
    }

    private SearchResult Known(SearchTrial trial, MetricsRow row)
    {
        if (row[0] != trial.Number)
            throw new InvalidDataException($"{path}: the row of trial {trial.Number} is that of {row[0]}.");
        for (int i = 0; i < trial.Values.Length; i++)
        {
            (string name, double value) = trial.Values[i];
            if (row[i + 1] != value)
                throw new InvalidDataException(FormattableString.Invariant(
                    $"{path}: it is of another search, of another seed or space: trial {trial.Number} has {name} {row[i + 1]} there, and {value} here."));
        }
        return new SearchResult(trial, row[^2], TimeSpan.FromSeconds(row[^1] ?? 0));
    }
}
