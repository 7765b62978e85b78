using System;
using System.Collections.Generic;
using NetGen;
using NetGen.Sampling;

namespace Phonemes;

/// <summary>Pronounces words with trained weights: encodes a word once, then searches for its phonemes, one decoder step for all that the search follows.</summary>
internal sealed class Speaker : IBeamModel, IDisposable
{
    private const int Memory = 256;
    private const int State = 256;

    private readonly Encoder encoder;
    private readonly Decoder decoder;
    private readonly int letters;
    private readonly float[] memory;
    private readonly int[] lengths;
    private readonly float[] start = new float[State];
    private float[] states;
    private float[] nextStates;

    /// <param name="net">The trained network, whose weights are copied.</param>
    /// <param name="letters">The letters of the longest word, as the network reads them.</param>
    /// <param name="mostBeams">The most sequences that a search follows.</param>
    public Speaker(Pronouncer net, int letters, int mostBeams)
    {
        this.letters = letters;
        encoder = new Encoder(threads: 1);
        decoder = new Decoder(threads: 1);
        Copy(net.Parameters, encoder.Parameters);
        Copy(net.Parameters, decoder.Parameters);
        memory = new float[mostBeams * letters * Memory];
        lengths = new int[mostBeams];
        states = new float[mostBeams * State];
        nextStates = new float[mostBeams * State];
    }

    /// <summary>Reads the word that is to be spoken.</summary>
    /// <param name="word">Its tokens, with what fills them up.</param>
    /// <param name="length">Its letters.</param>
    public void Read(ReadOnlySpan<int> word, int length)
    {
        Span<float> first = memory.AsSpan(0, letters * Memory);
        encoder.Predict(word, [length], first, start);
        for (int at = first.Length; at < memory.Length; at += first.Length)
            first.CopyTo(memory.AsSpan(at));
        lengths.AsSpan().Fill(length);
    }

    /// <summary>The phonemes of the word that was read last.</summary>
    public ReadOnlySpan<int> Speak(BeamSearch search)
    {
        start.CopyTo(states, 0);
        return search.Run(this, PhonemeData.Start)[0].Tokens.AsSpan();
    }

    public void Step(ReadOnlySpan<int> tokens, Span<float> logits)
    {
        int count = tokens.Length;
        decoder.Predict(tokens, states.AsSpan(0, count * State), memory.AsSpan(0, count * letters * Memory), lengths.AsSpan(0, count), logits, nextStates.AsSpan(0, count * State));
        (states, nextStates) = (nextStates, states);
    }

    public void Reorder(ReadOnlySpan<int> parents)
    {
        for (int i = 0; i < parents.Length; i++)
            states.AsSpan(parents[i] * State, State).CopyTo(nextStates.AsSpan(i * State));
        (states, nextStates) = (nextStates, states);
    }

    public void Dispose()
    {
        encoder.Dispose();
        decoder.Dispose();
    }

    private static void Copy(ParameterSet from, IEnumerable<Parameter> to)
    {
        foreach (Parameter parameter in to)
            parameter.CopyFrom(from[parameter.Name].ToArray());
    }
}
