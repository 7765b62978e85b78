using System;
using System.Diagnostics;
using System.Linq;

namespace NetGen.Data;

/// <summary>Cuts examples into batches, in a new random order each epoch, without allocating after construction.</summary>
/// <remarks>
/// The order is a Fisher–Yates shuffle drawn from (seed, epoch), and what is random in an example is drawn from (seed, epoch, example): a batch is the same on every machine and
/// with any number of threads, whatever was read before.
/// </remarks>
public sealed class BatchReader : IDisposable
{
    private const long UsualBytesAhead = 16 << 20;

    private readonly DataSet? viewed;
    private readonly ThreadTeam team;
    private readonly bool ownsTeam;
    private readonly BatchAssembler assembler;
    private readonly BatchBuffer? buffer;
    private readonly int batchesAhead;
    private ReadAhead? ahead;
    private long waited;
    private bool disposed;

    /// <summary>Makes a reader at the beginning of epoch 0.</summary>
    /// <param name="source">The examples.</param>
    /// <param name="batchSize">The examples of a batch.</param>
    /// <param name="seed">The seed of the order, and of what is random in the examples.</param>
    /// <param name="shuffle">Whether to shuffle; otherwise the batches are in the order of the examples, and views of a data set in memory.</param>
    /// <param name="dropLast">Whether to leave out the last batch of an epoch if it is smaller than the others.</param>
    /// <param name="threads">The threads that read a batch; 0 for one per processor. Default: 1.</param>
    /// <param name="readAhead">How many batches a background thread may have ready before they are asked for; it goes on from epoch to epoch. Default: 0, to read a batch when it
    /// is asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive, or another number is negative.</exception>
    public BatchReader(ExampleSource source, int batchSize, ulong seed = 0, bool shuffle = true, bool dropLast = false, int threads = 1, int readAhead = 0)
        : this(source, batchSize, seed, shuffle, dropLast, Network.NewTeam(threads), readAhead) => ownsTeam = true;

    /// <summary>The same with a team of the caller's, which must have nothing else to do whenever a batch is read.</summary>
    internal BatchReader(ExampleSource source, int batchSize, ulong seed, bool shuffle, bool dropLast, ThreadTeam team, int readAhead)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(readAhead);
        this.team = team;
        BatchSize = batchSize;
        batchesAhead = readAhead;
        viewed = !shuffle && source is DataSet { IsInMemory: true } data ? data : null;
        assembler = new BatchAssembler(source, batchSize, seed, shuffle, dropLast, team);
        if (viewed is null && readAhead == 0)
            buffer = assembler.NewBuffer();
    }

    /// <summary>The examples of a batch.</summary>
    public int BatchSize { get; }

    /// <summary>The batches of an epoch.</summary>
    public int BatchCount => assembler.BatchCount;

    /// <summary>The batch that <see cref="Next"/> reads next; at the end of an epoch its number is <see cref="BatchCount"/>.</summary>
    public BatchPosition Position { get; private set; }

    /// <summary>The time that <see cref="Next"/> has taken in all: what the caller has waited for data.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(0, waited);

    /// <summary>How many batches to read ahead where nothing else is said, and training has so many threads.</summary>
    internal static int UsualReadAhead(ExampleSource source, int batchSize, int threads)
    {
        // To read these is to copy them, which takes a processor as long as any work.
        if (source is DataSet { IsInMemory: true } && threads >= Environment.ProcessorCount)
            return 0;
        long batchBytes = source.ColumnTypes.Sum(column => (long)column.RowLength) * sizeof(float) * batchSize;
        return (int)Math.Clamp(UsualBytesAhead / batchBytes, 2, 64);
    }

    /// <summary>Goes to a batch of an epoch.</summary>
    /// <param name="epoch">The number of the epoch, from 0: it decides the order.</param>
    /// <param name="batch">The number of the batch, from 0. Default: the first.</param>
    public void Start(int epoch, int batch = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        Position = new BatchPosition(epoch, batch);
    }

    /// <summary>Reads the next batch; false at the end of the epoch.</summary>
    /// <param name="batch">The batch, valid until the next call.</param>
    /// <exception cref="ObjectDisposedException">The reader was disposed of.</exception>
    public bool Next(out Batch batch)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (Position.Batch >= BatchCount)
        {
            batch = default;
            return false;
        }
        long start = Stopwatch.GetTimestamp();
        batch = Read();
        Position = Position with { Batch = Position.Batch + 1 };
        waited += Stopwatch.GetTimestamp() - start;
        return true;
    }

    /// <summary>Ends the threads. Disposing twice does nothing.</summary>
    public void Dispose()
    {
        if (disposed)
            return;

        disposed = true;
        ahead?.Dispose();
        if (ownsTeam)
            team.Dispose();
    }

    private Batch Read()
    {
        if (viewed is not null)
            return viewed.Batch(Position.Batch * BatchSize, Math.Min(BatchSize, viewed.Count - (Position.Batch * BatchSize)));

        if (batchesAhead > 0)
        {
            ahead ??= new ReadAhead(assembler, batchesAhead, Position);
            return ahead.Take(Position).Batch;
        }
        assembler.Fill(buffer!, Position);
        return buffer!.Batch;
    }
}
