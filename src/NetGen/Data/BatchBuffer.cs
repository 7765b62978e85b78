using System;
using System.Collections.Immutable;

namespace NetGen.Data;

/// <summary>Memory for a batch, column by column.</summary>
internal sealed class BatchBuffer
{
    private readonly ImmutableArray<Column> columns;
    private readonly float[][] floats;
    private readonly int[][] ints;

    public BatchBuffer(ImmutableArray<ColumnType> types, int examples)
    {
        floats = new float[types.Length][];
        ints = new int[types.Length][];
        var made = new Column[types.Length];
        for (int i = 0; i < made.Length; i++)
        {
            int length = checked(examples * types[i].RowLength);
            made[i] = types[i].IsInteger
                ? new Column(types[i].Name, ints[i] = new int[length], types[i].Shape.AsSpan())
                : new Column(types[i].Name, floats[i] = new float[length], types[i].Shape.AsSpan());
        }
        columns = [.. made];
    }

    /// <summary>The examples that are in it.</summary>
    public int Count { get; set; }

    public Batch Batch => new(columns, 0, Count);

    /// <summary>Reads an example to a place in the batch.</summary>
    public void Read(ExampleSource source, int example, int place, ReadContext context)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            int length = columns[i].RowLength;
            if (columns[i].IsInteger)
                source.ReadInts(i, example, ints[i].AsSpan(place * length, length), context);
            else
                source.ReadFloats(i, example, floats[i].AsSpan(place * length, length), context);
        }
    }
}
