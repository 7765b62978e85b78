using System;
using System.Collections.Immutable;
using System.Linq;
using NetGen;
using NetGen.Data;

namespace Phonemes;

/// <summary>Words and how they are spoken as sequences of tokens, to learn one from the other. A tenth of the words is held out.</summary>
internal sealed class PhonemeData
{
    /// <summary>The letters A to Z, from 1; 0 fills what is behind a word.</summary>
    public const int Letters = 27;

    /// <summary>Ends a sequence of phonemes, and fills what is behind it.</summary>
    public const int End = 0;

    /// <summary>Stands before the first phoneme.</summary>
    public const int Start = 1;

    private const int FirstPhoneme = 2;

    private readonly ImmutableArray<string> phonemes;

    /// <param name="dictionary">The words.</param>
    /// <param name="seed">Says which are held out.</param>
    /// <param name="longest">The most letters, and the most phonemes, of a word; longer ones are left out. Nearly all have at most 20.</param>
    public PhonemeData(PronouncingDictionary dictionary, ulong seed, int longest = 20)
    {
        Longest = longest;
        phonemes = dictionary.Phonemes;
        Word[] words = [.. dictionary.Words.Where(word => word.Spelling.Length <= longest && word.Pronunciations.All(p => p.Length <= longest))];
        new RandomSequence(seed).Shuffle(words.AsSpan());
        int held = words.Length / 10;
        TestWords = [.. words[..held]];
        TrainWords = [.. words[held..]];
        Train = Examples(TrainWords.AsSpan());
        Test = Examples(TestWords.AsSpan());
    }

    /// <summary>The most letters or phonemes of a word.</summary>
    public int Longest { get; }

    /// <summary>The tokens of phonemes, end and start among them.</summary>
    public int Phonemes => phonemes.Length + FirstPhoneme;

    public ImmutableArray<Word> TrainWords { get; }

    public ImmutableArray<Word> TestWords { get; }

    /// <summary>
    /// An example for each word, in order, with its usual pronunciation. Columns <c>letters</c> (<see cref="Longest"/> tokens), <c>length</c> (of the word), <c>before</c> (start
    /// and phonemes, <see cref="Longest"/> + 1 tokens), <c>steps</c> (how many of them count) and <c>after</c> (phonemes and end: each is what follows the token of <c>before</c>
    /// at its place).
    /// </summary>
    public DataSet Train { get; }

    /// <summary>The words that are held out, in the same columns.</summary>
    public DataSet Test { get; }

    /// <summary>The tokens of a pronunciation, without start and end.</summary>
    public static int[] Tokens(ImmutableArray<int> pronunciation) => [.. pronunciation.Select(number => number + FirstPhoneme)];

    /// <summary>The phonemes' names up to the end, with spaces.</summary>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        int length = tokens.IndexOf(End);
        return string.Join(' ', tokens[..(length < 0 ? tokens.Length : length)].ToArray().Select(token => token < FirstPhoneme ? "?" : phonemes[token - FirstPhoneme]));
    }

    private DataSet Examples(ReadOnlySpan<Word> words)
    {
        int steps = Longest + 1;
        int[] letters = new int[words.Length * Longest], lengths = new int[words.Length];
        int[] before = new int[words.Length * steps], after = new int[words.Length * steps], counts = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            string spelling = words[i].Spelling;
            for (int at = 0; at < spelling.Length; at++)
                letters[(i * Longest) + at] = spelling[at] - 'A' + 1;
            lengths[i] = spelling.Length;

            int[] spoken = Tokens(words[i].Pronunciations[0]);
            before[i * steps] = Start;
            spoken.CopyTo(before.AsSpan((i * steps) + 1));
            spoken.CopyTo(after.AsSpan(i * steps));
            counts[i] = spoken.Length + 1;
        }
        return new DataSet(
            new Column("letters", letters, Longest), new Column("length", lengths), new Column("before", before, steps),
            new Column("steps", counts), new Column("after", after, steps));
    }
}
