using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace NetGen.Data;

/// <summary>Examples in memory or in mapped files, as named columns of equal length: for training, the network's inputs and then its targets, in order.</summary>
public sealed class DataSet : ExampleSource
{
    /// <summary>Puts columns side by side.</summary>
    /// <exception cref="ArgumentException">There is no column, two have the same name, or they differ in the number of examples.</exception>
    public DataSet(params IEnumerable<Column> columns) : this(columns.ToImmutableArray())
    {
    }

    private DataSet(ImmutableArray<Column> columns) : base(columns.IsEmpty ? 0 : columns[0].Count, [.. columns.Select(column => column.Type)])
    {
        Columns = columns;
        foreach (Column column in Columns)
        {
            if (column.Count != Count)
                throw new ArgumentException($"Column '{column.Name}' has {column.Count} examples, '{Columns[0].Name}' has {Count}.", nameof(columns));
        }
    }

    /// <summary>The columns in order.</summary>
    public ImmutableArray<Column> Columns { get; }

    /// <summary>Whether all columns lie in memory, none in a mapped file.</summary>
    public bool IsInMemory => !Columns.Any(column => column.IsMapped);

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

    /// <summary>Consecutive examples as a batch; nothing is copied or allocated. Those in a mapped file are read in batches by <see cref="BatchReader"/>.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the data set.</exception>
    public Batch Batch(int first, int count)
    {
        CheckRange(first, count);
        return new Batch(Columns, first, count);
    }

    /// <inheritdoc/>
    public override void ReadFloats(int column, int example, Span<float> values, ReadContext context) => Columns[column].Read(example, values);

    /// <inheritdoc/>
    public override void ReadInts(int column, int example, Span<int> values, ReadContext context) => Columns[column].Read(example, values);

    private void CheckRange(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - first);
    }
}
