using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace NetGen.Sampling;

/// <summary>Finds probable sequences: of all continuations of the best so many sequences the best so many are kept, step after step.</summary>
/// <remarks>
/// A sequence is complete when its end is among the best continuations of a step. The search is over when there are as many complete sequences as beams and none that goes on could
/// become better than these, or at the greatest length. Of equal continuations the first is kept, so that a search gives the same whenever its model does. The normalization by
/// length^penalty is that of Wu et al., Google's Neural Machine Translation System, 2016, in its simple form. A search serves one caller at a time.
/// </remarks>
public sealed class BeamSearch
{
    private readonly int classes;
    private readonly int beams;
    private readonly int endToken;
    private readonly int maximumLength;
    private readonly double lengthPenalty;
    private readonly BestContinuations best;
    private readonly float[] logits;
    private readonly double[] sums;
    private readonly int[] tokens;
    private readonly int[] parents;
    private int[] histories;
    private int[] nextHistories;
    private int live;

    /// <summary>Makes a search, to be run any number of times.</summary>
    /// <param name="classes">The number of tokens that the model knows.</param>
    /// <param name="beams">How many sequences are followed, and given at the end.</param>
    /// <param name="endToken">The token that ends a sequence.</param>
    /// <param name="maximumLength">The most tokens of a sequence, its end included.</param>
    /// <param name="lengthPenalty">The exponent of the length that the logarithm of the probability is divided by: 0, the default, prefers short sequences, 1 compares means of the
    /// tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or so large that an array of this length cannot be; the end is no token; the penalty is negative or
    /// not finite.</exception>
    public BeamSearch(int classes, int beams, int endToken, int maximumLength, double lengthPenalty = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(beams);
        ArgumentOutOfRangeException.ThrowIfNegative(endToken);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(endToken, classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumLength);
        if (!double.IsFinite(lengthPenalty) || lengthPenalty < 0)
            throw new ArgumentOutOfRangeException(nameof(lengthPenalty), lengthPenalty, "The penalty must be finite and not negative.");

        if ((long)beams * Math.Max(2, Math.Max(classes, maximumLength)) > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(beams), beams, $"{beams} sequences of {maximumLength} tokens out of {classes} take more than memory has place for.");

        this.classes = classes;
        this.beams = beams;
        this.endToken = endToken;
        this.maximumLength = maximumLength;
        this.lengthPenalty = lengthPenalty;
        best = new BestContinuations(2 * beams);
        logits = new float[beams * classes];
        sums = new double[beams];
        tokens = new int[beams];
        parents = new int[beams];
        histories = new int[beams * maximumLength];
        nextHistories = new int[histories.Length];
    }

    /// <summary>Searches from a start, with the model's first state as it is.</summary>
    /// <param name="model">The model; its first step reads the start.</param>
    /// <param name="startToken">The token before the first.</param>
    /// <returns>As many sequences as there are beams, or fewer if there are no more, the best first.</returns>
    /// <exception cref="ArgumentException">The model gives logits without probabilities: one is not a number or infinite, or all of a sequence are negative infinity.</exception>
    public ImmutableArray<Hypothesis> Run(IBeamModel model, int startToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var complete = new List<Hypothesis>();
        live = 1;
        sums[0] = 0;
        tokens[0] = startToken;
        for (int length = 1; live > 0; length++)
        {
            if (length > 1)
                model.Reorder(parents.AsSpan(0, live));
            model.Step(tokens.AsSpan(0, live), logits.AsSpan(0, live * classes));
            FindBest(nameof(model));
            Advance(length, complete);
            if (length == maximumLength)
            {
                for (int i = 0; i < live; i++)
                    complete.Add(Found(i, histories, length, sums[i], ended: false));
                live = 0;
            }
            Keep(complete);
            if (complete.Count == beams && live > 0 && Score(sums[0], maximumLength) <= complete[^1].Score)
                live = 0;
        }
        return [.. complete];
    }

    /// <summary>The best continuations of all sequences.</summary>
    private void FindBest(string model)
    {
        best.Clear();
        for (int i = 0; i < live; i++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(i * classes, classes);
            double greatest = row[Sampler.Greedy(row)], sum = 0;
            foreach (float logit in row)
                sum += Math.Exp(logit - greatest);
            if (!double.IsFinite(sum))
                throw new ArgumentException($"The logits of sequence {i} have no probabilities: one is not a number or infinite, or all are negative infinity.", model);

            double offset = sums[i] - greatest - Math.Log(sum);
            for (int token = 0; token < classes; token++)
                best.Add(row[token] + offset, i, token);
        }
    }

    /// <summary>Continuations that end are complete, if they are among the best; of the others the best go on.</summary>
    private void Advance(int length, List<Hypothesis> complete)
    {
        live = 0;
        for (int rank = 0; rank < best.Count && live < beams; rank++)
        {
            (double sum, int parent, int token) = best[rank];
            if (token == endToken)
            {
                if (rank < beams)
                    complete.Add(Found(parent, histories, length - 1, sum, ended: true));
                continue;
            }
            histories.AsSpan(parent * maximumLength, length - 1).CopyTo(nextHistories.AsSpan(live * maximumLength));
            nextHistories[(live * maximumLength) + length - 1] = token;
            (sums[live], tokens[live], parents[live]) = (sum, token, parent);
            live++;
        }
        (histories, nextHistories) = (nextHistories, histories);
    }

    private Hypothesis Found(int beam, int[] from, int length, double sum, bool ended) =>
        new([.. from.AsSpan(beam * maximumLength, length)], sum, Score(sum, ended ? length + 1 : length), ended);

    private double Score(double sum, int length) => sum / Math.Pow(length, lengthPenalty);

    /// <summary>The best complete sequences, in order; of equal ones those found first.</summary>
    private void Keep(List<Hypothesis> complete)
    {
        for (int i = 1; i < complete.Count; i++)
        {
            Hypothesis moved = complete[i];
            int at = i;
            for (; at > 0 && complete[at - 1].Score < moved.Score; at--)
                complete[at] = complete[at - 1];
            complete[at] = moved;
        }
        if (complete.Count > beams)
            complete.RemoveRange(beams, complete.Count - beams);
    }
}
