using System;
using System.Runtime.CompilerServices;

namespace NetGen.Data;

/// <summary>Reads the batch of any position into a buffer; its examples by the threads of a team, which stays the caller's.</summary>
internal sealed unsafe class BatchAssembler
{
    private readonly ExampleSource source;
    private readonly int batchSize;
    private readonly EpochOrder order;
    private readonly ThreadTeam team;
    private readonly ReadContext[] contexts; // one for each part of a batch
    private BatchBuffer? target;
    private int first;

    public BatchAssembler(ExampleSource source, int batchSize, ulong seed, bool shuffle, bool dropLast, ThreadTeam team)
    {
        this.source = source;
        this.batchSize = batchSize;
        BatchCount = dropLast ? source.Count / batchSize : (int)(((long)source.Count + batchSize - 1) / batchSize);
        order = new EpochOrder(source.Count, shuffle, seed);
        this.team = team;
        contexts = new ReadContext[team.Threads];
        for (int i = 0; i < contexts.Length; i++)
            contexts[i] = new ReadContext(seed);
    }

    /// <summary>The batches of an epoch.</summary>
    public int BatchCount { get; }

    public BatchBuffer NewBuffer() => new(source.ColumnTypes, Math.Min(batchSize, source.Count));

    /// <summary>Fills a buffer with the batch of a position.</summary>
    public void Fill(BatchBuffer buffer, BatchPosition position)
    {
        order.Begin(position.Epoch);
        foreach (ReadContext context in contexts)
            context.Epoch = position.Epoch;
        first = position.Batch * batchSize;
        buffer.Count = Math.Min(batchSize, source.Count - first);
        target = buffer;
        BatchAssembler self = this; // the frame is the address of this reference, which lies on the stack
        team.Run(&ReadParts, Unsafe.AsPointer(ref self), contexts.Length, grain: 1);
    }

    private static void ReadParts(void* frame, int member, int begin, int end)
    {
        BatchAssembler self = Unsafe.AsRef<BatchAssembler>(frame);
        for (int part = begin; part < end; part++)
            self.ReadPart(part);
    }

    private void ReadPart(int part)
    {
        int end = (int)((long)target!.Count * (part + 1) / contexts.Length);
        for (int place = (int)((long)target.Count * part / contexts.Length); place < end; place++)
            target.Read(source, order[first + place], place, contexts[part]);
    }
}
