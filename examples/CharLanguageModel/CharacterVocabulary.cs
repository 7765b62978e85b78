using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CharLanguageModel;

/// <summary>The characters of a text, numbered in the order of their codes.</summary>
internal sealed class CharacterVocabulary
{
    private readonly char[] characters;
    private readonly Dictionary<char, int> tokens;

    public CharacterVocabulary(string text)
    {
        characters = [.. text.Distinct().Order()];
        tokens = characters.Select((character, token) => (character, token)).ToDictionary(p => p.character, p => p.token);
    }

    public int Count => characters.Length;

    /// <exception cref="InvalidDataException">A character is not in the vocabulary.</exception>
    public int[] Encode(string text) =>
        [.. text.Select(c => tokens.TryGetValue(c, out int token) ? token : throw new InvalidDataException($"the vocabulary has no '{c}' (U+{(int)c:X4})"))];

    public string Decode(ReadOnlySpan<int> text)
    {
        char[] decoded = new char[text.Length];
        for (int i = 0; i < decoded.Length; i++)
            decoded[i] = characters[text[i]];
        return new string(decoded);
    }
}
