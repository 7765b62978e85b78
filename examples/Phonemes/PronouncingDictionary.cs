using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using NetGen.Shared;

namespace Phonemes;

/// <summary>A word in capital letters and the ways it is spoken, the usual one first: numbers of phonemes.</summary>
internal sealed record Word(string Spelling, ImmutableArray<ImmutableArray<int>> Pronunciations);

/// <summary>The CMU Pronouncing Dictionary without its digits of stress: words that are nothing but letters.</summary>
/// <param name="Phonemes">The phonemes in the order of their names.</param>
/// <param name="Words">The words in the order of the alphabet.</param>
internal sealed record PronouncingDictionary(ImmutableArray<string> Phonemes, ImmutableArray<Word> Words)
{
    /// <param name="path">The dictionary, plain or .gz: a word, two spaces and its phonemes each line.</param>
    /// <exception cref="InvalidDataException">A line is none of these, or there is none.</exception>
    public static PronouncingDictionary Read(string path)
    {
        (string Word, string[] Phonemes)[] entries =
        [
            .. TextFile.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith(";;;", StringComparison.Ordinal))
                .Select(line => Entry(path, line)).Where(entry => entry.Word.All(char.IsAsciiLetterUpper)),
        ];
        ImmutableArray<string> phonemes = [.. entries.SelectMany(entry => entry.Phonemes).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, int> numbers = phonemes.Select((name, number) => (name, number)).ToDictionary(p => p.name, p => p.number);
        return new PronouncingDictionary(phonemes,
        [
            .. entries.GroupBy(entry => entry.Word, entry => string.Join(' ', entry.Phonemes)).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Word(group.Key, [.. group.Distinct().Select(spoken => spoken.Split(' ').Select(name => numbers[name]).ToImmutableArray())])),
        ]);
    }

    /// <summary>The word without the number of its pronunciation, the phonemes without stress.</summary>
    private static (string Word, string[] Phonemes) Entry(string path, string line)
    {
        int end = line.IndexOf("  ", StringComparison.Ordinal);
        if (end <= 0)
            throw new InvalidDataException($"{path}: '{line}' is not a word, two spaces and phonemes");
        string word = line[..end];
        if (word is [.., '(', >= '0' and <= '9', ')'])
            word = word[..^3];
        return (word, [.. line[end..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name.TrimEnd('0', '1', '2'))]);
    }
}
