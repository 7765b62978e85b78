using System;

namespace NetGen.Data;

/// <summary>A named column of a <see cref="DataSet"/>: the same number of floats, or of integers, for each example.</summary>
public sealed class Column
{
    private readonly ReadOnlyMemory<float> floats;
    private readonly ReadOnlyMemory<int> ints;

    /// <summary>A column of floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Row after row; not copied.</param>
    /// <param name="rowLength">The floats of one example.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows.</exception>
    public Column(string name, ReadOnlyMemory<float> values, int rowLength) : this(name, values.Length, rowLength) => floats = values;

    /// <summary>A column of integers: labels, tokens.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Row after row; not copied.</param>
    /// <param name="rowLength">The integers of one example.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows.</exception>
    public Column(string name, ReadOnlyMemory<int> values, int rowLength = 1) : this(name, values.Length, rowLength)
    {
        ints = values;
        IsInteger = true;
    }

    private Column(string name, int length, int rowLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowLength);
        if (length % rowLength != 0)
            throw new ArgumentException($"Column '{name}': {length} values are not a whole number of rows of {rowLength}.", nameof(rowLength));

        Name = name;
        RowLength = rowLength;
        Count = length / rowLength;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The values of one example.</summary>
    public int RowLength { get; }

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>Whether the values are integers.</summary>
    public bool IsInteger { get; }

    /// <summary>All values of a column of floats, row after row.</summary>
    /// <exception cref="InvalidOperationException">The column has integers.</exception>
    public ReadOnlySpan<float> Floats => IsInteger ? throw WrongType("integers", "floats") : floats.Span;

    /// <summary>All values of a column of integers, row after row.</summary>
    /// <exception cref="InvalidOperationException">The column has floats.</exception>
    public ReadOnlySpan<int> Ints => IsInteger ? ints.Span : throw WrongType("floats", "integers");

    /// <summary>The column of consecutive examples; nothing is copied.</summary>
    public Column Slice(int first, int count) => IsInteger
        ? new Column(Name, ints.Slice(first * RowLength, count * RowLength), RowLength)
        : new Column(Name, floats.Slice(first * RowLength, count * RowLength), RowLength);

    private InvalidOperationException WrongType(string has, string wanted) => new($"Column '{Name}' has {has}, not {wanted}.");
}
