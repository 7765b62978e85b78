using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler;

/// <summary>"Did you mean": the nearest of the names that would have been right.</summary>
public static class Spelling
{
    // Longer names are not mistyped names, and comparing them would take long.
    const int LongestName = 40;

    /// <summary>A sentence for the end of a message, empty if no name is near.</summary>
    public static string Suggest(string name, IEnumerable<string> names) => Nearest(name, names) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    static string? Nearest(string name, IEnumerable<string> names)
    {
        if (name.Length is 0 or > LongestName) return null;
        return names.Where(n => n.Length <= LongestName)
            .Select(n => (Name: n, Distance: Distance(name.ToLowerInvariant(), n.ToLowerInvariant())))
            .Where(n => n.Distance <= Math.Max(1, name.Length / 3))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name).FirstOrDefault();
    }

    /// <summary>Damerau–Levenshtein distance: insertions, deletions, replacements and swaps of neighbours.</summary>
    public static int Distance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) distance[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) distance[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(replace, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        return distance[a.Length, b.Length];
    }
}
