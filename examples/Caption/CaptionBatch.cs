using System;

namespace Caption;

/// <summary>Pictures and their sentences; made anew in the same memory.</summary>
internal sealed class CaptionBatch(DigitScenes scenes, int count)
{
    private const int Pixels = DigitScenes.Side * DigitScenes.Side;

    public int Count => count;

    public float[] Pictures { get; } = new float[count * Pixels];

    /// <summary>What stands before each word: the start, then the words of the sentence.</summary>
    public int[] Before { get; } = new int[count * DigitScenes.MaximumLength];

    /// <summary>The words of each sentence, with its end.</summary>
    public int[] Lengths { get; } = new int[count];

    /// <summary>The words, and the end behind them.</summary>
    public int[] Words { get; } = new int[count * DigitScenes.MaximumLength];

    /// <summary>The pixels of a picture.</summary>
    public ReadOnlySpan<float> Picture(int i) => Pictures.AsSpan(i * Pixels, Pixels);

    /// <summary>The sentence of a picture, without its end.</summary>
    public ReadOnlySpan<int> Sentence(int i) => Words.AsSpan(i * DigitScenes.MaximumLength, Lengths[i] - 1);

    /// <param name="first">The number of the first picture.</param>
    public void Make(long first)
    {
        Before.AsSpan().Fill(CaptionVocabulary.End);
        Words.AsSpan().Fill(CaptionVocabulary.End);
        for (int i = 0; i < count; i++)
        {
            int[] sentence = scenes.Make(first + i, Pictures.AsSpan(i * Pixels, Pixels));
            int at = i * DigitScenes.MaximumLength;
            Before[at] = CaptionVocabulary.Start;
            sentence.CopyTo(Before, at + 1);
            sentence.CopyTo(Words, at);
            Lengths[i] = sentence.Length + 1;
        }
    }
}
