using System;
using System.IO;
using System.Linq;

namespace Names;

/// <summary>The characters of names as tokens: 0 is the end, and fills what is behind it; letters, of which there are only small ones, and the hyphen count from 1.</summary>
internal static class NameAlphabet
{
    public const int End = 0;

    private const string Characters = "abcdefghijklmnopqrstuvwxyz-";

    public static int Count => Characters.Length + 1;

    /// <summary>The tokens of a name, without an end.</summary>
    /// <exception cref="InvalidDataException">A character is neither a letter nor a hyphen.</exception>
    public static int[] Encode(string name) => [.. name.Select(c => Characters.IndexOf(char.ToLowerInvariant(c)) is >= 0 and var index
        ? index + 1
        : throw new InvalidDataException($"the name '{name}' has a '{c}', which is neither a letter nor a hyphen"))];

    /// <summary>The name up to its end, with a capital letter at the beginning of each part.</summary>
    public static string Decode(ReadOnlySpan<int> tokens)
    {
        int length = tokens.IndexOf(End);
        char[] name = new char[length < 0 ? tokens.Length : length];
        for (int i = 0; i < name.Length; i++)
        {
            char character = Characters[tokens[i] - 1];
            name[i] = i == 0 || name[i - 1] == '-' ? char.ToUpperInvariant(character) : character;
        }
        return new string(name);
    }
}
