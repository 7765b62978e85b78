using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>The settings that are searched, with the values that each may have.</summary>
/// <example><code>new SearchSpace { { "rate", SearchRange.LogUniform(1e-4, 1) }, { "batch", SearchRange.Choice(32, 64, 128) } }</code></example>
public sealed class SearchSpace : IEnumerable<KeyValuePair<string, SearchRange>>
{
    // "TRIA": apart from the sites of parameters and layers, which count from zero, and from those of data.
    private const uint Site = 0x54524941;

    private readonly List<KeyValuePair<string, SearchRange>> settings = [];

    /// <summary>Adds a setting. Those before keep the values that they have in the trials of a seed.</summary>
    /// <param name="name">Its name: letters, digits, and what else has a place in a column's name of a CSV file.</param>
    /// <param name="range">Its values.</param>
    /// <exception cref="ArgumentException">There is such a setting, or the name is empty or has a comma, a quote or a line's end.</exception>
    public void Add(string name, SearchRange range)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(range);
        if (name.AsSpan().IndexOfAny(",\"\r\n") >= 0)
            throw new ArgumentException($"The name '{name}' has a comma, a quote or a line's end.", nameof(name));
        if (settings.Any(setting => setting.Key == name))
            throw new ArgumentException($"Two settings are named '{name}'.", nameof(name));
        settings.Add(new(name, range));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, SearchRange>> GetEnumerator() => settings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The trial of a number: what it draws follows from the seed, its number and the place of the setting.</summary>
    internal SearchTrial Draw(ulong seed, int number)
    {
        var random = new CounterRandom(seed, (ulong)number, Site);
        return new SearchTrial(number, settings.Select((setting, i) => KeyValuePair.Create(setting.Key, setting.Value.At(random.Uniform53(i)))));
    }

    /// <summary>All combinations, the last setting changing fastest.</summary>
    internal IEnumerable<SearchTrial> Grid(int points)
    {
        IEnumerable<IEnumerable<double>> combinations = [[]];
        foreach ((_, SearchRange range) in settings)
            combinations = combinations.SelectMany(before => range.Grid(points).Select(before.Append));
        return combinations.Select((values, number) => new SearchTrial(number, settings.Zip(values, (setting, value) => KeyValuePair.Create(setting.Key, value))));
    }

    /// <summary>The same settings with the ranges that these trials span.</summary>
    internal SearchSpace Spanning(IReadOnlyCollection<SearchTrial> trials)
    {
        var narrowed = new SearchSpace();
        foreach ((string name, SearchRange range) in settings)
            narrowed.Add(name, range.Spanning([.. trials.Select(trial => trial[name])]));
        return narrowed;
    }
}
