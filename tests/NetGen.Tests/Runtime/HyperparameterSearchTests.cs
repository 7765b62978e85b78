using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class HyperparameterSearchTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static SearchSpace Space => new()
    {
        { "rate", SearchRange.LogUniform(1e-4, 1) },
        { "dropout", SearchRange.Uniform(0, 0.5) },
        { "batch", SearchRange.Choice(32, 64, 128) },
    };

    public void Dispose() => directory.Dispose();

    [Fact]
    public void ASeedHasItsTrials()
    {
        SearchTrial[] first = Trials("a", Space, seed: 3, count: 20), again = Trials("b", Space, seed: 3, count: 10), other = Trials("c", Space, seed: 4, count: 20);
        Assert.Equal(first[..10].Select(trial => trial.ToString()), again.Select(trial => trial.ToString()));
        Assert.Empty(first.Select(trial => trial["rate"]).Intersect(other.Select(trial => trial["rate"])));

        SearchSpace more = Space;
        more.Add("warmup", SearchRange.Uniform(0, 1));
        Assert.Equal(first.SelectMany(trial => trial.Values), Trials("d", more, seed: 3, count: 20).SelectMany(trial => trial.Values[..3]));
    }

    [Fact]
    public void EachValueIsAsLikelyAsItsRangeSays()
    {
        const int Count = 4000;
        SearchTrial[] trials = Trials("a", Space, seed: 1, Count);
        // Four decades, five fifths, three choices: binomial, within four deviations.
        foreach (int decade in new[] { -4, -3, -2, -1 })
            IsShare(0.25, trials.Count(trial => (int)Math.Floor(Math.Log10(trial["rate"])) == decade));
        for (int i = 0; i < 5; i++)
            IsShare(0.2, trials.Count(trial => (int)(trial["dropout"] * 10) == i));
        foreach (int batch in new[] { 32, 64, 128 })
            IsShare(1 / 3.0, trials.Count(trial => trial["batch"] == batch));
        // Settings are drawn apart from each other.
        IsShare(0.25 / 3, trials.Count(trial => trial["rate"] < 1e-3 && trial["batch"] == 64));

        static void IsShare(double share, int count) =>
            Assert.True(Math.Abs(count - (Count * share)) < 4 * Math.Sqrt(Count * share * (1 - share)), $"{count} of {Count}, not {share}");
    }

    [Fact]
    public void AGridHasAllCombinations()
    {
        var space = new SearchSpace { { "rate", SearchRange.LogUniform(1e-3, 1e-1) }, { "batch", SearchRange.Choice(32, 64) } };
        var seen = new List<(double, double)>();
        new HyperparameterSearch(directory["grid.csv"], space).Grid(3, trial =>
        {
            seen.Add((trial["rate"], trial["batch"]));
            return 0;
        });
        Assert.Equal([(1e-3, 32), (1e-3, 64), (1e-2, 32), (1e-2, 64), (1e-1, 32), (1e-1, 64)], seen);
        Assert.Equal([0, 0.25, 0.5], Values(SearchRange.Uniform(0, 0.5), 3));
        Assert.Equal([0.25], Values(SearchRange.Uniform(0, 0.5), 1));

        double[] Values(SearchRange range, int points) =>
            [.. new HyperparameterSearch(directory[$"{points}.csv"], new SearchSpace { { "x", range } }).Grid(points, trial => trial["x"]).All.Select(result => result.Trial["x"])];
    }

    [Fact]
    public void ResultsAreSortedAndDivergedOnesLast()
    {
        using var network = new LinearClassifier(seed: 4);
        using var trainer = new LinearClassifier.Training(network, 10);
        var data = new DataSet(
            new Column("x", Enumerable.Range(0, 100).Select(i => (float)i).ToArray(), 5),
            new Column("label", Enumerable.Range(0, 20).Select(i => i % 3).ToArray()));
        var told = new List<int>();
        var search = new HyperparameterSearch(directory["a.csv"], new SearchSpace { { "score", SearchRange.Choice(3, 1, 2) } })
        {
            OnResult = result => told.Add(result.Trial.Number),
        };
        SearchResults results = search.Grid(1, trial =>
        {
            if (trial["score"] == 1)
            {
                trainer.LearningRate = float.MaxValue;
                trainer.Fit(data, 2);
            }
            return trial["score"];
        });
        Assert.Equal([0, 1, 2], told);
        Assert.Equal([2, 3, null], results.All.Select(result => result.Score));
        Assert.Equal(2, results.Best!["score"]);
        Assert.Equal([2, 0, 1], results.All.Select(result => result.Trial.Number));
        string[] table = results.ToString().Split('\n');
        Assert.Matches(@"^trial +score +score +seconds$", table[0]);
        Assert.Matches(@"^2 +2 +2 +\d+\.\d$", table[2]);
        Assert.Matches(@"^1 +1 +diverged +\d+\.\d$", table[4]);

        SearchResults none = new HyperparameterSearch(directory["b.csv"], Space).Random(3, _ => double.PositiveInfinity);
        Assert.Null(none.Best);
        Assert.Throws<InvalidOperationException>(() => none.Narrow(1));
    }

    [Fact]
    public void ASearchGoesOnWhereItStopped()
    {
        var tried = new List<int>();
        double Score(SearchTrial trial)
        {
            tried.Add(trial.Number);
            return tried.Count == 4 ? throw new IOException("the disk is full") : trial["rate"];
        }
        var search = new HyperparameterSearch(directory["a.csv"], Space) { Seed = 7 };
        Assert.Throws<IOException>(() => search.Random(6, Score));
        SearchResults results = search.Random(6, Score);
        Assert.Equal([0, 1, 2, 3, 3, 4, 5], tried);
        Assert.Equal(results.All.Select(result => result.Trial["rate"]).Order(), results.All.Select(result => result.Score!.Value));
        // More trials are those behind the first ones; fewer, the first of them.
        Assert.Equal(8, search.Random(8, Score).All.Length);
        Assert.Equal(2, search.Random(2, Score).All.Length);
        Assert.Equal(9, tried.Count);
        Assert.Equal(9, File.ReadAllLines(directory["a.csv"]).Length);
    }

    [Fact]
    public void AProcessMayEndAnywhereInItsFile()
    {
        HyperparameterSearch search = new(directory["a.csv"], Space);
        string[] Scores(int trials) =>
            [.. search.Random(trials, trial => trial["rate"] > 0.1 ? double.NaN : trial["rate"]).All.Select(result => $"{result.Trial}: {result.Score}")];
        string[] whole = Scores(5);
        byte[] file = File.ReadAllBytes(directory["a.csv"]);
        for (int length = 0; length < file.Length; length++)
        {
            File.WriteAllBytes(directory["a.csv"], file[..length]);
            Assert.Equal(whole, Scores(5));
            Assert.Equal(6, File.ReadAllLines(directory["a.csv"]).Length);
        }
    }

    [Fact]
    public void TheFileOfAnotherSearchIsRefused()
    {
        string file = directory["a.csv"];
        new HyperparameterSearch(file, Space).Random(3, _ => 1);
        byte[] before = File.ReadAllBytes(file);
        Fails("another search", new HyperparameterSearch(file, Space) { Seed = 1 });
        Fails("trial of a net, two epochs".Replace(",", "", StringComparison.Ordinal), new HyperparameterSearch(file, Space) { Subject = "a net, two epochs" });
        Fails("columns", new HyperparameterSearch(file, new SearchSpace { { "rate", SearchRange.Uniform(0, 1) } }));
        Assert.Equal(before, File.ReadAllBytes(file));
        File.WriteAllLines(file, File.ReadAllLines(file).Where((_, line) => line != 1));
        Fails("trial 0", new HyperparameterSearch(file, Space));

        void Fails(string message, HyperparameterSearch search)
        {
            string told = Assert.Throws<InvalidDataException>(() => search.Random(3, _ => 1)).Message;
            Assert.StartsWith(file, told);
            Assert.Contains(message, told);
        }
    }

    [Fact]
    public void AFinerSearchIsWhereTheBestWere()
    {
        SearchResults coarse = new HyperparameterSearch(directory["coarse.csv"], Space).Random(60, Error);
        SearchSpace narrow = coarse.Narrow(best: 6);
        SearchTrial[] fine = Trials("fine", narrow, seed: 0, count: 60);
        double[] best = [.. coarse.All.Take(6).Select(result => result.Trial["rate"])];
        Assert.All(fine, trial => Assert.InRange(trial["rate"], best.Min(), best.Max()));
        Assert.All(fine, trial => Assert.Contains(trial["batch"], coarse.All.Take(6).Select(result => result.Trial["batch"])));
        Assert.True(fine.Average(Error) < coarse.All.Average(result => result.Score!.Value) / 2);
        Assert.Equal(coarse.Best!.ToString(), Trials("best", coarse.Narrow(best: 1), seed: 0, count: 1)[0].ToString());

        static double Error(SearchTrial trial) => Math.Abs(Math.Log10(trial["rate"]) + 2);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchRange.Uniform(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchRange.LogUniform(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SearchRange.LogUniform(1, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => SearchRange.Choice());
        Assert.Throws<ArgumentException>(() => SearchRange.Choice(1, double.NaN));
        Assert.Throws<ArgumentException>(() => new SearchSpace { { "a,b", SearchRange.Choice(1) } });
        Assert.Throws<ArgumentException>(() => new SearchSpace { { "a", SearchRange.Choice(1) }, { "a", SearchRange.Choice(1) } });
        Assert.Throws<ArgumentException>(() => new HyperparameterSearch(directory["a.csv"], new SearchSpace()));
        Assert.Contains("there are rate, dropout, batch", Assert.Throws<KeyNotFoundException>(() => Trials("a", Space, 0, 1)[0]["lr"]).Message);
    }

    private SearchTrial[] Trials(string file, SearchSpace space, ulong seed, int count)
    {
        var trials = new List<SearchTrial>();
        new HyperparameterSearch(directory[file + ".csv"], space) { Seed = seed }.Random(count, trial =>
        {
            trials.Add(trial);
            return 0;
        });
        return [.. trials];
    }
}
