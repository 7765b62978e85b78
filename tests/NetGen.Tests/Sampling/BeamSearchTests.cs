using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Sampling;
using Xunit;

namespace NetGen.Tests.Sampling;

public class BeamSearchTests
{
    const int Classes = 4, Start = 0, End = 3, Length = 4;

    /// <summary>Every sequence there is: those that end, and those of the greatest length that do not.</summary>
    static IEnumerable<(int[] Tokens, double Sum, bool Ended)> All(HistoryModel model, int[] tokens, double sum)
    {
        double[] next = model.LogProbabilities([Start, .. tokens]);
        for (int token = 0; token < Classes; token++)
        {
            if (token == End) yield return (tokens, sum + next[token], true);
            else if (tokens.Length == Length - 1) yield return ([.. tokens, token], sum + next[token], false);
            else
                foreach (var longer in All(model, [.. tokens, token], sum + next[token])) yield return longer;
        }
    }

    public static TheoryData<int, double> Models()
    {
        var data = new TheoryData<int, double>();
        foreach (int seed in Enumerable.Range(0, 8))
            foreach (double penalty in new[] { 0, 0.7, 1 }) data.Add(seed, penalty);
        return data;
    }

    [Theory, MemberData(nameof(Models))]
    public void WithBeamsForAllSequencesItFindsTheBest(int seed, double penalty)
    {
        const int beams = 121; // 1 + 3 + 9 + 27 end, 81 do not
        var expected = All(new HistoryModel(Classes, seed), [], 0)
            .Select(s => (s.Tokens, Score: s.Sum / Math.Pow(s.Tokens.Length + (s.Ended ? 1 : 0), penalty), s.Ended)).OrderByDescending(s => s.Score).ToArray();

        ImmutableArray<Hypothesis> found = new BeamSearch(Classes, beams, End, Length, penalty).Run(new HistoryModel(Classes, seed), Start);

        Assert.Equal(expected.Select(s => string.Join(" ", s.Tokens)), found.Select(h => string.Join(" ", h.Tokens)));
        Assert.Equal(expected.Select(s => s.Ended), found.Select(h => h.Ended));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-6));
    }

    [Theory, MemberData(nameof(Models))]
    public void WithFewBeamsItDoesWhatTheDefinitionSays(int seed, double penalty)
    {
        const int beams = 3;
        var model = new HistoryModel(Classes, seed);
        var live = new List<(int[] Tokens, double Sum)> { ([], 0) };
        var complete = new List<(int[] Tokens, double Score)>();
        for (int length = 1; length <= Length; length++)
        {
            var continuations = live
                .SelectMany(s => model.LogProbabilities([Start, .. s.Tokens]).Select((p, token) => (s.Tokens, Token: token, Sum: s.Sum + p)))
                .OrderByDescending(c => c.Sum).ToArray();
            complete.AddRange(continuations.Take(beams).Where(c => c.Token == End).Select(c => (c.Tokens, c.Sum / Math.Pow(length, penalty))));
            live = [.. continuations.Where(c => c.Token != End).Take(beams).Select(c => ((int[])[.. c.Tokens, c.Token], c.Sum))];
        }
        complete.AddRange(live.Select(s => (s.Tokens, s.Sum / Math.Pow(Length, penalty))));

        ImmutableArray<Hypothesis> found = new BeamSearch(Classes, beams, End, Length, penalty).Run(model, Start);

        Assert.Equal(complete.OrderByDescending(s => s.Score).Take(beams).Select(s => string.Join(" ", s.Tokens)), found.Select(h => string.Join(" ", h.Tokens)));
    }

    [Fact]
    public void OneBeamIsGreedy()
    {
        foreach (int seed in Enumerable.Range(0, 20))
        {
            var model = new HistoryModel(Classes, seed);
            var tokens = new List<int>();
            bool ended = false;
            while (tokens.Count < Length && !ended)
            {
                double[] next = model.LogProbabilities([Start, .. tokens]);
                int best = Array.IndexOf(next, next.Max());
                ended = best == End;
                if (!ended) tokens.Add(best);
            }

            Hypothesis found = Assert.Single(new BeamSearch(Classes, 1, End, Length).Run(model, Start));

            Assert.Equal(tokens, found.Tokens);
            Assert.Equal(ended, found.Ended);
            Assert.Equal(found.LogProbability, found.Score);
        }
    }

    [Fact]
    public void TheSearchEndsWhenNothingCanBecomeBetter()
    {
        // Two tokens: almost always the end.
        var model = new Steady([0, 10]);

        ImmutableArray<Hypothesis> found = new BeamSearch(2, 2, endToken: 1, maximumLength: 1000).Run(model, 0);

        Assert.Equal(["", "0"], found.Select(h => string.Join(" ", h.Tokens)));
        Assert.Equal(2, model.Steps);
    }

    [Fact]
    public void TokensWithoutProbabilityDoNotFollow()
    {
        Hypothesis found = Assert.Single(new BeamSearch(3, 5, endToken: 0, maximumLength: 2).Run(new Steady([float.NegativeInfinity, 1, float.NegativeInfinity]), 0));

        Assert.Equal("1 1", string.Join(" ", found.Tokens));
        Assert.False(found.Ended);
        Assert.Equal(0, found.LogProbability, 1e-9);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void LogitsWithoutProbabilitiesAreRefused(float logit) =>
        Assert.Throws<ArgumentException>("model", () => new BeamSearch(2, 2, 1, 3).Run(new Steady([logit, 1]), 0));

    [Fact]
    public void SettingsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("classes", () => new BeamSearch(0, 1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("beams", () => new BeamSearch(2, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("beams", () => new BeamSearch(2, 2, 0, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>("endToken", () => new BeamSearch(2, 1, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("maximumLength", () => new BeamSearch(2, 1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("lengthPenalty", () => new BeamSearch(2, 1, 0, 1, double.NaN));
    }

    /// <summary>Gives the same logits whatever came before.</summary>
    sealed class Steady(float[] next) : IBeamModel
    {
        public int Steps { get; private set; }

        public void Step(ReadOnlySpan<int> tokens, Span<float> logits)
        {
            Steps++;
            for (int i = 0; i < tokens.Length; i++) next.CopyTo(logits[(i * next.Length)..]);
        }

        public void Reorder(ReadOnlySpan<int> parents)
        {
        }
    }
}
