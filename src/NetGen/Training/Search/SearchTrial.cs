using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>Settings to try: a value for each of a <see cref="SearchSpace"/>.</summary>
public sealed class SearchTrial
{
    internal SearchTrial(int number, IEnumerable<KeyValuePair<string, double>> values) => (Number, Values) = (number, [.. values]);

    /// <summary>The number of the trial, from 0.</summary>
    public int Number { get; }

    /// <summary>The settings in the order of the space.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Values { get; }

    /// <summary>The value of a setting.</summary>
    /// <exception cref="KeyNotFoundException">There is no such setting.</exception>
    public double this[string name]
    {
        get
        {
            foreach ((string key, double value) in Values)
            {
                if (key == name)
                    return value;
            }
            throw new KeyNotFoundException($"There is no setting '{name}'; there are {string.Join(", ", Values.Select(value => value.Key))}.");
        }
    }

    /// <summary>The settings on a line: <c>rate 0.01, batch 64</c>.</summary>
    public override string ToString() => string.Join(", ", Values.Select(value => $"{value.Key} {value.Value.ToString(CultureInfo.InvariantCulture)}"));
}
