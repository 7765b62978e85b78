using System;
using System.IO;
using System.Linq;
using global::Phonemes;
using NetGen.Data;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Examples;

public class PhonemeTests
{
    static readonly Lazy<PronouncingDictionary> Dictionary = new(() => PronouncingDictionary.Read(ExampleFiles.Path("Phonemes/data/cmudict.txt.gz")));

    static string Spoken(PhonemeData data, Word word, int which = 0) => data.Decode(PhonemeData.Tokens(word.Pronunciations[which]));

    [Fact]
    public void WordsOfLettersHavePhonemesWithoutStress()
    {
        PronouncingDictionary dictionary = Dictionary.Value;
        var data = new PhonemeData(dictionary, seed: 1);
        Word Find(string spelling) => dictionary.Words.Single(word => word.Spelling == spelling);

        Assert.Equal(39, dictionary.Phonemes.Length);
        Assert.Equal(116_506, dictionary.Words.Length);
        Assert.All(dictionary.Words, word => Assert.Matches("^[A-Z]+$", word.Spelling));
        Assert.Equal("AA R D V AA R K", Spoken(data, Find("AARDVARK")));
        Assert.Equal(["AH", "EY"], Enumerable.Range(0, 2).Select(i => Spoken(data, Find("A"), i)));
    }

    [Fact]
    public void ATenthOfTheWordsIsHeldOut()
    {
        var data = new PhonemeData(Dictionary.Value, seed: 1, longest: 20);
        int most = Dictionary.Value.Words.Count(word => word.Spelling.Length <= 20 && word.Pronunciations.All(p => p.Length <= 20));

        Assert.Equal(most, data.TrainWords.Length + data.TestWords.Length);
        Assert.Equal(most / 10, data.TestWords.Length);
        Assert.True(most > Dictionary.Value.Words.Length * 0.999);
        Assert.Empty(data.TrainWords.Select(w => w.Spelling).Intersect(data.TestWords.Select(w => w.Spelling)));
        Assert.Equal(Held(1), Held(1));
        Assert.NotEqual(Held(1), Held(2));

        string[] Held(ulong seed) => [.. new PhonemeData(Dictionary.Value, seed).TestWords.Select(word => word.Spelling)];
    }

    [Fact]
    public void ExamplesAreTheWords()
    {
        var data = new PhonemeData(Dictionary.Value, seed: 1);
        int letters = data.Longest, steps = data.Longest + 1;
        Assert.Equal(data.TestWords.Length, data.Test.Count);
        for (int i = 0; i < data.Test.Count; i += 7)
        {
            int[] Row(string name, int width) => data.Test[name].Ints.Slice(i * width, width).ToArray();
            Word word = data.TestWords[i];
            int count = word.Pronunciations[0].Length;
            Assert.Equal(word.Spelling, string.Concat(Row("letters", letters).Take(Row("length", 1)[0]).Select(token => (char)('A' + token - 1))));
            Assert.All(Row("letters", letters)[word.Spelling.Length..], token => Assert.Equal(0, token));
            Assert.Equal([count + 1], Row("steps", 1));
            Assert.Equal(Spoken(data, word), data.Decode(Row("after", steps)));
            Assert.Equal(PhonemeData.Start, Row("before", steps)[0]);
            Assert.Equal(Row("after", steps)[..count], Row("before", steps)[1..(count + 1)]);
            Assert.All(Row("after", steps)[count..], token => Assert.Equal(PhonemeData.End, token));
            Assert.All(Row("after", steps), token => Assert.InRange(token, 0, data.Phonemes - 1));
        }
    }

    [Theory]
    [InlineData(new int[0], new int[0], 0)]
    [InlineData(new[] { 1, 2, 3 }, new int[0], 3)]
    [InlineData(new int[0], new[] { 1, 2 }, 2)]
    [InlineData(new[] { 1, 2, 3 }, new[] { 1, 4, 3 }, 1)] // replaced
    [InlineData(new[] { 1, 2, 3 }, new[] { 2, 3 }, 1)]    // removed
    [InlineData(new[] { 2, 3 }, new[] { 2, 1, 3 }, 1)]    // put in
    [InlineData(new[] { 11, 9, 20, 20, 5, 14 }, new[] { 19, 9, 20, 20, 9, 14, 7 }, 3)] // kitten, sitting
    public void TheDistanceIsOfTheFewestEdits(int[] from, int[] to, int distance)
    {
        Assert.Equal(distance, ErrorRate.Distance(from, to));
        Assert.Equal(distance, ErrorRate.Distance(to, from));
    }

    [Fact]
    public void TheNearestPronunciationCounts()
    {
        var rate = new ErrorRate();
        rate.Add([2, 3, 4], [[0, 1], [0, 1, 2, 3]]); // phonemes count from 0, tokens of phonemes from 2
        Assert.Equal(1 / 2.0, rate.OfPhonemes);
        rate.Add([5], [[3]]);
        Assert.Equal(1 / 3.0, rate.OfPhonemes);
        Assert.Equal(1 / 2.0, rate.OfWords);
    }

    [Fact]
    public void ALineThatIsNoneIsRefused()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.Write("dictionary.txt", "A  AH0\nWORD\n");

        Assert.Contains("'WORD'", Assert.Throws<InvalidDataException>(() => PronouncingDictionary.Read(path)).Message);
    }
}
