using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using global::Names;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Examples;

public class NameTests
{
    static readonly string Directory = ExampleFiles.Path("Names/data");

    static IEnumerable<(string Name, int Label)> Examples(DataSet data, int width)
    {
        for (int i = 0; i < data.Count; i++)
        {
            int[] tokens = data["name"].Ints.Slice(i * width, width).ToArray();
            int length = data["length"].Ints[i];
            Assert.All(tokens[..length], token => Assert.InRange(token, 1, NameAlphabet.Count - 1));
            Assert.All(tokens[length..], token => Assert.Equal(NameAlphabet.End, token));
            yield return (NameAlphabet.Decode(tokens), data["label"].Ints[i]);
        }
    }

    [Fact]
    public void NamesOfOneListOnlyAreSplitIntoFifths()
    {
        NameData data = NameData.Read(Directory, seed: 1);
        string[] Lines(string file) => [.. File.ReadAllLines(Path.Combine(Directory, file)).Select(name => name.ToLowerInvariant())];
        string[] female = Lines("names-female.txt"), male = Lines("names-male.txt");
        var train = Examples(data.Train, data.MaximumLength).ToArray();
        var test = Examples(data.Test, data.MaximumLength).ToArray();
        (string, int)[] all = [.. train.Concat(test).Select(e => (e.Name.ToLowerInvariant(), e.Label)).Order()];

        Assert.Equal(
            female.Except(male).Select(name => (name, NameData.Female)).Concat(male.Except(female).Select(name => (name, NameData.Male))).Order(), all);
        Assert.Equal(all.Length / 5, test.Length);
        Assert.InRange(test.Average(e => e.Label), 0.37, 0.5); // as among all
        Assert.Contains(all, e => e == ("ann-marie", NameData.Female));
        Assert.DoesNotContain(all, e => e.Item1 == "abbey");
    }

    [Fact]
    public void TheSeedSaysWhichAreHeldOut()
    {
        int[] Tokens(ulong seed) => NameData.Read(Directory, seed).Test["name"].Ints.ToArray();

        Assert.Equal(Tokens(1), Tokens(1));
        Assert.NotEqual(Tokens(1), Tokens(2));
    }

    [Fact]
    public void NamesGoThroughTheAlphabet()
    {
        Assert.Equal([1, 2, 27, 26], NameAlphabet.Encode("Ab-Z"));
        Assert.Equal("Ab-Z", NameAlphabet.Decode([1, 2, 27, 26]));
        Assert.Equal("Ab", NameAlphabet.Decode([1, 2, 0, 26]));
        Assert.Equal("", NameAlphabet.Decode([0]));
        Assert.Contains("'é'", Assert.Throws<InvalidDataException>(() => NameAlphabet.Encode("René")).Message);
    }
}
