using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Diagnostics;

/// <summary>"Did you mean": the nearest of the names there are.</summary>
public static class Suggestion
{
    // Longer words are never mistyped names, and the distance takes time in their product.
    const int Longest = 100;

    /// <summary>The end of a message: <c>; did you mean 'conv'?</c>, or nothing if no candidate is near.</summary>
    public static string For(string word, IEnumerable<string> candidates)
    {
        if (word.Length > Longest) return "";
        string? nearest = candidates
            .Where(candidate => candidate.Length <= Longest)
            .Select(candidate => (Name: candidate, Distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Max(word.Length, candidate.Name.Length) / 3))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
        return nearest is null ? "" : $"; did you mean '{nearest}'?";
    }

    /// <summary>Letters to insert, leave out, replace or exchange with their neighbour.</summary>
    static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) distances[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) distances[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int best = Math.Min(replace, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                distances[i, j] = exchanged ? Math.Min(best, distances[i - 2, j - 2] + 1) : best;
            }
        }
        return distances[a.Length, b.Length];
    }
}
