using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CharLanguageModel;
using NetGen.Shared;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Examples;

public class CharLanguageModelTests
{
    [Fact]
    public void TheTextIsReadAndGoesThroughTheVocabulary()
    {
        string text = TextFile.Read(ExampleFiles.Path("CharLanguageModel/data/moby-dick.txt.gz"));
        var vocabulary = new CharacterVocabulary(text);

        Assert.StartsWith("CHAPTER 1. Loomings.\n\nCall me Ishmael. Some years ago—never mind how long precisely—having\n", text);
        Assert.InRange(vocabulary.Count, 60, 100);
        int[] tokens = vocabulary.Encode(text);
        Assert.Equal(Enumerable.Range(0, vocabulary.Count), tokens.Distinct().Order());
        Assert.Equal(text, vocabulary.Decode(tokens));
        Assert.Contains("U+20AC", Assert.Throws<InvalidDataException>(() => vocabulary.Encode("10 €")).Message);
    }

    [Fact]
    public void FilesThatAreNoTextAreRefusedByName()
    {
        using var directory = new TemporaryDirectory();
        foreach (byte[] bytes in (byte[][])[[], [0xC3, 0x28], [0x1F, 0x8B, 1, 2, 3]])
        {
            string path = directory.Write("text", bytes);
            Assert.Contains(path, Assert.ThrowsAny<InvalidDataException>(() => TextFile.Read(path)).Message);
        }
    }

    [Theory]
    [InlineData(100, 3, 5)]
    [InlineData(16, 1, 5)] // each token but the last
    [InlineData(46, 3, 5)] // and so for several streams
    [InlineData(1001, 7, 13)]
    public void WindowsOfAStreamFollowEachOther(int length, int streams, int window)
    {
        int[] text = [.. Enumerable.Range(1000, length)];
        var reader = new TextStreams(text, streams, window);
        var read = Enumerable.Range(0, streams).Select(_ => new List<int>()).ToArray();
        for (int pass = 0; pass < 2; pass++)
        {
            for (int number = 0; reader.Next(); number++)
            {
                Assert.Equal(number == 0, reader.StartsAnew);
                Assert.Equal(reader.Inputs.Select(token => token + 1), reader.Targets);
                for (int i = 0; i < streams; i++) read[i].AddRange(reader.Inputs.AsSpan(i * window, window));
            }
        }

        int each = (length - 1) / streams, used = each / window * window;
        Assert.Equal(used / window, reader.Windows);
        for (int i = 0; i < streams; i++)
        {
            int[] expected = [.. Enumerable.Range(1000 + (i * each), used)];
            Assert.Equal([.. expected, .. expected], read[i]);
        }
    }

    [Fact]
    public void ATextTooShortIsRefused() => Assert.Throws<ArgumentException>("tokens", () => new TextStreams(new int[15], 3, 5));
}
