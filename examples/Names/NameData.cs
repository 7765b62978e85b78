using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen;
using NetGen.Data;
using NetGen.Shared;

namespace Names;

/// <summary>First names and the list that each is in. Names in both lists are left out; a fifth is held out.</summary>
internal sealed class NameData
{
    public const int Female = 0;
    public const int Male = 1;

    private NameData((string Name, int Label)[] names, int held)
    {
        MaximumLength = names.Max(n => n.Name.Length);
        Train = Examples(names.AsSpan(held));
        Test = Examples(names.AsSpan(0, held));
    }

    /// <summary>The characters of the longest name.</summary>
    public int MaximumLength { get; }

    /// <summary>
    /// Columns <c>name</c> (<see cref="MaximumLength"/> tokens of <see cref="NameAlphabet"/>), <c>length</c> (how many of them are the name) and <c>label</c>.
    /// </summary>
    public DataSet Train { get; }

    /// <summary>The names that are held out, in the same columns.</summary>
    public DataSet Test { get; }

    /// <param name="directory">Has names-female.txt and names-male.txt: a name each line.</param>
    /// <param name="seed">Says which names are held out.</param>
    /// <exception cref="InvalidDataException">A file is empty, or has what is no name.</exception>
    public static NameData Read(string directory, ulong seed)
    {
        HashSet<string> female = List("names-female.txt"), male = List("names-male.txt");
        (string, int)[] names =
        [
            .. female.Where(name => !male.Contains(name)).Select(name => (name, Female)),
            .. male.Where(name => !female.Contains(name)).Select(name => (name, Male)),
        ];
        Array.Sort(names);
        new RandomSequence(seed).Shuffle(names.AsSpan());
        return new NameData(names, names.Length / 5);

        HashSet<string> List(string file) =>
            new(
                TextFile.Read(Path.Combine(directory, file)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(name => name.ToLowerInvariant()), StringComparer.Ordinal);
    }

    private DataSet Examples(ReadOnlySpan<(string Name, int Label)> names)
    {
        int[] tokens = new int[names.Length * MaximumLength], lengths = new int[names.Length], labels = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            NameAlphabet.Encode(names[i].Name).CopyTo(tokens.AsSpan(i * MaximumLength));
            lengths[i] = names[i].Name.Length;
            labels[i] = names[i].Label;
        }
        return new DataSet(new Column("name", tokens, MaximumLength), new Column("length", lengths), new Column("label", labels));
    }
}
