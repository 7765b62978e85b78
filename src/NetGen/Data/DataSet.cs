using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace NetGen.Data;

/// <summary>Examples in memory, as named columns of equal length: for training, the network's inputs and then its targets, in order.</summary>
public sealed class DataSet
{
    /// <summary>Puts columns side by side.</summary>
    /// <exception cref="ArgumentException">There is no column, two have the same name, or they differ in the number of examples.</exception>
    public DataSet(params IEnumerable<Column> columns)
    {
        Columns = [.. columns];
        if (Columns.IsEmpty)
            throw new ArgumentException("A data set needs a column.", nameof(columns));

        Count = Columns[0].Count;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Column column in Columns)
        {
            if (!names.Add(column.Name))
                throw new ArgumentException($"Two columns are named '{column.Name}'.", nameof(columns));
            if (column.Count != Count)
                throw new ArgumentException($"Column '{column.Name}' has {column.Count} examples, '{Columns[0].Name}' has {Count}.", nameof(columns));
        }
    }

    /// <summary>The columns in order.</summary>
    public ImmutableArray<Column> Columns { get; }

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>The column of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public Column this[string name]
    {
        get
        {
            foreach (Column column in Columns)
            {
                if (column.Name == name)
                    return column;
            }
            throw new KeyNotFoundException($"There is no column '{name}'.");
        }
    }

    /// <summary>Consecutive examples; nothing is copied.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the data set.</exception>
    public DataSet Slice(int first, int count)
    {
        CheckRange(first, count);
        var columns = new Column[Columns.Length];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = Columns[i].Slice(first, count);
        return new DataSet(columns);
    }

    /// <summary>The first examples, and the others; nothing is copied.</summary>
    /// <param name="first">The number of examples of the first part.</param>
    public (DataSet First, DataSet Second) Split(int first) => (Slice(0, first), Slice(first, Count - first));

    /// <summary>Consecutive examples as a batch; nothing is copied or allocated.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the data set.</exception>
    public Batch Batch(int first, int count)
    {
        CheckRange(first, count);
        return new Batch(Columns, first, count);
    }

    private void CheckRange(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - first);
    }
}
