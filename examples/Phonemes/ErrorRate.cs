using System;
using System.Collections.Immutable;
using System.Linq;

namespace Phonemes;

/// <summary>Phonemes that are wrong, missing or too many, as a share of those that are right (Levenshtein's distance). Of several pronunciations of a word the nearest
/// counts.</summary>
internal sealed class ErrorRate
{
    private long errors;
    private long phonemes;
    private long wrongWords;
    private long words;

    public double OfPhonemes => (double)errors / phonemes;

    /// <summary>The share of the words with any error.</summary>
    public double OfWords => (double)wrongWords / words;

    public void Add(ReadOnlySpan<int> spoken, ImmutableArray<ImmutableArray<int>> pronunciations)
    {
        int[] said = spoken.ToArray();
        (int distance, int length) = pronunciations.Select(PhonemeData.Tokens).Select(right => (Distance: Distance(said, right), right.Length)).MinBy(p => p.Distance);
        errors += distance;
        phonemes += length;
        words++;
        if (distance > 0)
            wrongWords++;
    }

    /// <summary>The fewest tokens to be replaced, removed or put in.</summary>
    public static int Distance(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        Span<int> row = stackalloc int[to.Length + 1];
        for (int j = 0; j <= to.Length; j++)
            row[j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[to.Length];
    }
}
