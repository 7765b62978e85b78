using System;

namespace NetGen.Data;

/// <summary>A named column of a <see cref="DataSet"/>: the same number of floats, or of integers, for each example, in memory or in a mapped file.</summary>
public sealed class Column
{
    private readonly ReadOnlyMemory<float> floats;
    private readonly ReadOnlyMemory<int> ints;
    private readonly MappedRows? mapped;

    /// <summary>A column of floats.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Row after row; not copied.</param>
    /// <param name="shape">The shape of one example's floats: their number, or channels, rows and columns of an image. Default: a single float.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows.</exception>
    public Column(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<int> shape)
        : this(new ColumnType(name, isInteger: false, [.. shape]), values.Length) => floats = values;

    /// <summary>A column of integers: labels, tokens.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Row after row; not copied.</param>
    /// <param name="shape">The shape of one example's integers. Default: a single integer.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows.</exception>
    public Column(string name, ReadOnlyMemory<int> values, params ReadOnlySpan<int> shape)
        : this(new ColumnType(name, isInteger: true, [.. shape]), values.Length) => ints = values;

    internal Column(ColumnType type, MappedRows mapped) : this(type, (long)mapped.Count * type.RowLength) => this.mapped = mapped;

    private Column(ColumnType type, long length)
    {
        if (length % type.RowLength != 0)
            throw new ArgumentException($"Column '{type.Name}': {length} values are not a whole number of rows of {type.RowLength}.", nameof(length));

        Type = type;
        Count = (int)(length / type.RowLength);
    }

    /// <summary>What each example has.</summary>
    public ColumnType Type { get; }

    /// <summary>The name.</summary>
    public string Name => Type.Name;

    /// <summary>The values of one example.</summary>
    public int RowLength => Type.RowLength;

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>Whether the values are integers.</summary>
    public bool IsInteger => Type.IsInteger;

    /// <summary>Whether the values lie in a mapped file, and are converted when they are read.</summary>
    public bool IsMapped => mapped is not null;

    /// <summary>All values of a column of floats, row after row.</summary>
    /// <exception cref="InvalidOperationException">The column has integers, or lies in a mapped file.</exception>
    public ReadOnlySpan<float> Floats
    {
        get
        {
            ThrowIfNot(integers: false);
            return floats.Span;
        }
    }

    /// <summary>All values of a column of integers, row after row.</summary>
    /// <exception cref="InvalidOperationException">The column has floats, or lies in a mapped file.</exception>
    public ReadOnlySpan<int> Ints
    {
        get
        {
            ThrowIfNot(integers: true);
            return ints.Span;
        }
    }

    /// <summary>The column of consecutive examples; nothing is copied.</summary>
    public Column Slice(int first, int count) =>
        mapped is not null ? new Column(Type, mapped.Slice(first, count))
        : IsInteger ? new Column(Name, ints.Slice(first * RowLength, count * RowLength), Type.Shape.AsSpan())
        : new Column(Name, floats.Slice(first * RowLength, count * RowLength), Type.Shape.AsSpan());

    internal void Read(int row, Span<float> values)
    {
        if (mapped is not null)
            mapped.Read(row, values);
        else
            Floats.Slice(row * RowLength, RowLength).CopyTo(values);
    }

    internal void Read(int row, Span<int> values)
    {
        if (mapped is not null)
            mapped.Read(row, values);
        else
            Ints.Slice(row * RowLength, RowLength).CopyTo(values);
    }

    private void ThrowIfNot(bool integers)
    {
        if (IsInteger != integers)
            throw new InvalidOperationException($"Column '{Name}' has {(IsInteger ? "integers" : "floats")}, not {(integers ? "integers" : "floats")}.");
        if (IsMapped)
            throw new InvalidOperationException($"Column '{Name}' lies in a mapped file: its values can be read in batches, by {nameof(BatchReader)}.");
    }
}
