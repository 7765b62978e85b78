using System;
using System.Collections.Generic;

namespace NetGen.Compiler.Binding;

/// <summary>
/// The paths of a network's layers: unique, and the same as long as the lines before are the same. A label is the path within its block or repeat; without one it
/// is the keyword and a number that counts within the block.
/// </summary>
sealed class PathNames
{
    readonly HashSet<string> taken = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> counters = new(StringComparer.Ordinal);

    /// <summary>Takes a path that the user chose; false if it is taken.</summary>
    public bool TryTake(string path) => taken.Add(path);

    /// <summary>Takes the next free number of a keyword: <c>conv1</c>, <c>conv2</c> …</summary>
    public string Next(string prefix, string keyword)
    {
        string stem = prefix + keyword.Replace('-', '_');
        counters.TryGetValue(stem, out int number);
        string path;
        do path = stem + ++number;
        while (!taken.Add(path));
        counters[stem] = number;
        return path;
    }
}
