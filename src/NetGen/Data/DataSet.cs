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

    /// <summary>The same examples with class numbers of a column in one-hot form: a 1 for the class and zeros for all others, so that they can be mixed. Other columns are not
    /// copied.</summary>
    /// <param name="name">The column, one integer for each example.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">The column has no class numbers, or one is not from 0 to <paramref name="classes"/> - 1.</exception>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public DataSet OneHot(string name, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Column labels = this[name];
        if (!labels.IsInteger || labels.RowLength != 1)
            throw new ArgumentException($"Column '{name}' does not have one integer for each example.", nameof(name));
        var values = new float[checked(Count * classes)];
        Span<int> label = stackalloc int[1];
        for (int i = 0; i < Count; i++)
        {
            labels.Read(i, label);
            if ((uint)label[0] >= (uint)classes)
                throw new ArgumentException($"Column '{name}': label {label[0]} of example {i} is not one of 0 to {classes - 1}.", nameof(name));
            values[(i * classes) + label[0]] = 1;
        }
        return new DataSet(Columns.Select(column => column == labels ? new Column(name, values, classes) : column));
    }

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
