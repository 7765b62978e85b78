using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>The results of a search, the best first and those that diverged last.</summary>
public sealed class SearchResults
{
    private readonly SearchSpace space;

    internal SearchResults(SearchSpace space, IEnumerable<SearchResult> results)
    {
        this.space = space;
        All = [.. results.OrderBy(result => result.Score ?? double.PositiveInfinity).ThenBy(result => result.Trial.Number)];
    }

    /// <summary>All results, sorted.</summary>
    public ImmutableArray<SearchResult> All { get; }

    /// <summary>The settings with the smallest score; null where all trials diverged.</summary>
    public SearchTrial? Best => All.FirstOrDefault(result => result.Score is not null)?.Trial;

    /// <summary>The space that the best trials span: for a finer search, with longer training.</summary>
    /// <param name="best">How many trials, or as many as there are that did not diverge.</param>
    /// <exception cref="InvalidOperationException">All trials diverged.</exception>
    public SearchSpace Narrow(int best)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(best);
        SearchTrial[] trials = [.. All.Where(result => result.Score is not null).Take(best).Select(result => result.Trial)];
        return trials.Length > 0 ? space.Spanning(trials) : throw new InvalidOperationException("All trials diverged: there is nothing to narrow the search to.");
    }

    /// <summary>A table of the results, the best first.</summary>
    public override string ToString()
    {
        var table = new TextTable(["trial"], [.. space.Select(setting => setting.Key), "score", "seconds"]);
        foreach (SearchResult result in All)
        {
            table.Add([
                Format(result.Trial.Number), .. result.Trial.Values.Select(value => Format(value.Value)), result.Score is { } score ? Format(score, "G5") : "diverged",
                Format(result.Duration.TotalSeconds, "0.0"),
            ]);
        }
        return table.ToString();
    }

    private static string Format(double number, string? format = null) => number.ToString(format, CultureInfo.InvariantCulture);
}
