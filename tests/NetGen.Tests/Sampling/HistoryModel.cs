using System;
using System.Linq;
using NetGen.Sampling;

namespace NetGen.Tests.Sampling;

/// <summary>A model whose logits depend on all tokens before, so that a mistake in the order of states shows.</summary>
sealed class HistoryModel(int classes, int seed) : IBeamModel
{
    ulong[] states = [0];

    public int Steps { get; private set; }

    public void Step(ReadOnlySpan<int> tokens, Span<float> logits)
    {
        Steps++;
        if (tokens.Length != states.Length) throw new InvalidOperationException($"{tokens.Length} tokens for {states.Length} states");
        for (int i = 0; i < tokens.Length; i++)
        {
            states[i] = Next(states[i], tokens[i]);
            for (int token = 0; token < classes; token++) logits[(i * classes) + token] = Logit(states[i], token);
        }
    }

    public void Reorder(ReadOnlySpan<int> parents)
    {
        ulong[] before = states;
        states = [.. parents.ToArray().Select(parent => before[parent])];
    }

    /// <summary>The logarithms of the probabilities of the token behind some tokens.</summary>
    public double[] LogProbabilities(ReadOnlySpan<int> tokens)
    {
        ulong state = 0;
        foreach (int token in tokens) state = Next(state, token);
        double[] logits = [.. Enumerable.Range(0, classes).Select(token => (double)Logit(state, token))];
        double all = Math.Log(logits.Sum(Math.Exp));
        return [.. logits.Select(logit => logit - all)];
    }

    static ulong Next(ulong state, int token) => (state * 31) + (ulong)token + 1;

    float Logit(ulong state, int token) => 3 * new CounterRandom((ulong)seed, state, 0).Normal(token);
}
