using System;
using NetGen;
using NetGen.Sampling;

namespace CharLanguageModel;

/// <summary>Lets the network write on: each character is drawn by its logits and read by the next step.</summary>
internal sealed class Writer(CharacterModel net, CharacterVocabulary vocabulary)
{
    /// <param name="beginning">What the network reads first.</param>
    /// <param name="characters">How many to draw.</param>
    /// <param name="temperature">Below 1 for what is probable, above for variety.</param>
    /// <param name="seed">The seed of the draws.</param>
    public string Write(string beginning, int characters, float temperature, ulong seed)
    {
        using StreamState state = net.NewState();
        var sampler = new Sampler(vocabulary.Count, temperature, seed: seed);
        int[] text = [.. vocabulary.Encode(beginning), .. new int[characters]];
        float[] logits = new float[vocabulary.Count];
        for (int next = 1; next < text.Length; next++)
        {
            net.Step(text.AsSpan(next - 1, 1), state, logits);
            if (next >= text.Length - characters)
                text[next] = sampler.Next(logits);
        }
        return vocabulary.Decode(text);
    }
}
