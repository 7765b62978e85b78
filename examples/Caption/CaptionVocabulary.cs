using System;
using System.Linq;

namespace Caption;

/// <summary>The words of sentences as tokens: 0 ends a sentence and fills what is behind it, 1 stands before the first word.</summary>
internal static class CaptionVocabulary
{
    public const int End = 0;
    public const int Start = 1;

    private static readonly string[] Words =
    [
        "<end>", "<start>", "a", "and", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "top", "middle", "bottom", "left", "center", "right",
    ];

    public static int Count => Words.Length;

    public static int Token(string word) =>
        Array.IndexOf(Words, word) is >= 0 and var token ? token : throw new ArgumentException($"'{word}' is not a word of the sentences", nameof(word));

    /// <summary>The sentence up to its end.</summary>
    public static string Decode(ReadOnlySpan<int> tokens)
    {
        int length = tokens.IndexOf(End);
        return string.Join(' ', tokens[..(length < 0 ? tokens.Length : length)].ToArray().Select(token => Words[token]));
    }
}
