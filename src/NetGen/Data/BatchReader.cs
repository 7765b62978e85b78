using System;
using System.Collections.Immutable;

namespace NetGen.Data;

/// <summary>Cuts a data set into batches, in a new random order each epoch, without allocating after construction.</summary>
/// <remarks>The order is a Fisher–Yates shuffle drawn from (seed, epoch): the same on every machine, whatever was read before.</remarks>
public sealed class BatchReader
{
    // "SHUF": apart from the sites of parameters and layers, which count from zero.
    private const uint ShuffleSite = 0x53485546;

    private readonly DataSet data;
    private readonly ulong seed;
    private readonly bool dropLast;
    private readonly int[]? order;
    private readonly ImmutableArray<Column> gathered;
    private readonly float[][] floats;
    private readonly int[][] ints;
    private int next;

    /// <summary>Makes a reader at the beginning of epoch 0.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="batchSize">The examples of a batch.</param>
    /// <param name="seed">The seed of the order.</param>
    /// <param name="shuffle">Whether to shuffle; otherwise the batches are views of the data set, in its order.</param>
    /// <param name="dropLast">Whether to leave out the last batch of an epoch if it is smaller than the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    public BatchReader(DataSet data, int batchSize, ulong seed = 0, bool shuffle = true, bool dropLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        this.data = data;
        this.seed = seed;
        this.dropLast = dropLast;
        BatchSize = batchSize;
        floats = new float[data.Columns.Length][];
        ints = new int[data.Columns.Length][];
        if (shuffle)
        {
            order = new int[data.Count];
            gathered = AllocateColumns();
        }
        Start(0);
    }

    /// <summary>The examples of a batch.</summary>
    public int BatchSize { get; }

    /// <summary>The batches of an epoch.</summary>
    public int BatchCount => dropLast ? data.Count / BatchSize : (int)(((long)data.Count + BatchSize - 1) / BatchSize);

    /// <summary>Goes to the beginning of an epoch.</summary>
    /// <param name="epoch">The number of the epoch, from 0: it decides the order.</param>
    public void Start(int epoch)
    {
        next = 0;
        if (order is not null)
            Shuffle(order, new CounterRandom(seed, (ulong)epoch, ShuffleSite));
    }

    /// <summary>Goes on behind some batches, without reading them.</summary>
    /// <param name="batches">How many.</param>
    public void Skip(int batches) => next = (int)Math.Min(data.Count, next + ((long)batches * BatchSize));

    /// <summary>Reads the next batch; false at the end of the epoch.</summary>
    /// <param name="batch">The batch, valid until the next call.</param>
    public bool Next(out Batch batch)
    {
        int count = Math.Min(BatchSize, data.Count - next);
        if (count <= 0 || (dropLast && count < BatchSize))
        {
            batch = default;
            return false;
        }
        batch = order is null ? data.Batch(next, count) : Gather(order.AsSpan(next, count));
        next += count;
        return true;
    }

    private static void Shuffle(Span<int> order, CounterRandom random)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;

        for (int i = order.Length - 1; i > 0; i--)
        {
            // The upper half of the product is uniform in [0, i] but for a bias below 2^-32 times i.
            int j = (int)((ulong)random.UInt32(i) * (ulong)(i + 1) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    private ImmutableArray<Column> AllocateColumns()
    {
        int rows = Math.Min(BatchSize, data.Count);
        var columns = new Column[data.Columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            Column column = data.Columns[i];
            if (column.IsInteger)
                columns[i] = new Column(column.Name, ints[i] = new int[rows * column.RowLength], column.RowLength);
            else
                columns[i] = new Column(column.Name, floats[i] = new float[rows * column.RowLength], column.RowLength);
        }
        return [.. columns];
    }

    private Batch Gather(ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < gathered.Length; i++)
        {
            Column column = data.Columns[i];
            if (column.IsInteger)
                GatherRows(column.Ints, ints[i], rows, column.RowLength);
            else
                GatherRows(column.Floats, floats[i], rows, column.RowLength);
        }
        return new Batch(gathered, 0, rows.Length);
    }

    private static void GatherRows<T>(ReadOnlySpan<T> source, Span<T> destination, ReadOnlySpan<int> rows, int length)
    {
        for (int i = 0; i < rows.Length; i++)
            source.Slice(rows[i] * length, length).CopyTo(destination.Slice(i * length, length));
    }
}
