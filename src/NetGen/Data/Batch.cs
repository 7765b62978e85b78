using System;
using System.Collections.Immutable;
using NetGen.Data;

namespace NetGen;

/// <summary>Some examples, column by column: what generated networks read in training loops.</summary>
/// <remarks>A view: it is valid until its <see cref="BatchReader"/> moves on.</remarks>
public readonly struct Batch
{
    private readonly ImmutableArray<Column> columns;
    private readonly int first;

    internal Batch(ImmutableArray<Column> columns, int first, int count)
    {
        this.columns = columns;
        this.first = first;
        Count = count;
    }

    /// <summary>The number of examples.</summary>
    public int Count { get; }

    /// <summary>The number of columns.</summary>
    public int ColumnCount => columns.Length;

    /// <summary>A column of floats, row after row: <see cref="Count"/> times the length of its rows.</summary>
    /// <exception cref="InvalidOperationException">The column has integers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public ReadOnlySpan<float> Floats(int column) => Of(column).Floats.Slice(first * Of(column).RowLength, Count * Of(column).RowLength);

    /// <summary>A column of integers, row after row: <see cref="Count"/> times the length of its rows.</summary>
    /// <exception cref="InvalidOperationException">The column has floats.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public ReadOnlySpan<int> Ints(int column) => Of(column).Ints.Slice(first * Of(column).RowLength, Count * Of(column).RowLength);

    /// <summary>The first column that has a number which is infinite or none; null where there is none.</summary>
    internal string? FindNotFinite()
    {
        for (int column = 0; column < columns.Length; column++)
        {
            if (columns[column].IsInteger)
                continue;
            foreach (float value in Floats(column))
            {
                if (!float.IsFinite(value))
                    return columns[column].Name;
            }
        }
        return null;
    }

    private Column Of(int column) => (uint)column < (uint)columns.Length ? columns[column] : throw new ArgumentOutOfRangeException(
        nameof(column), $"The data set has {columns.Length} columns; the network needs column {column} (its inputs, then its targets, in order).");
}
