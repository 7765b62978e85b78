using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetGen.Data;

/// <summary>Reads batches in a thread of its own before they are asked for, epoch after epoch.</summary>
internal sealed class ReadAhead : IDisposable
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly AutoResetEvent filled = new(false);
    private readonly AutoResetEvent freed = new(false);
    private readonly BatchAssembler assembler;
    private readonly BatchBuffer[] ring;
    private readonly Thread thread;

    // Under the gate. The ring has, from its head, the buffer that the caller holds, if any, and then those that are ready.
    private int head;
    private int held;
    private int ready;
    private BatchPosition toHandOut;
    private BatchPosition toFill;
    private int restarts;
    private ExceptionDispatchInfo? failure;
    private bool waits;
    private bool rests;
    private bool stopped;

    /// <param name="assembler">Reads the batches; used by the thread only until this is disposed of.</param>
    /// <param name="batches">How many batches may be ready at most.</param>
    /// <param name="first">Where reading begins.</param>
    public ReadAhead(BatchAssembler assembler, int batches, BatchPosition first)
    {
        this.assembler = assembler;
        ring = new BatchBuffer[batches + 1];
        for (int i = 0; i < ring.Length; i++)
            ring[i] = assembler.NewBuffer();
        toHandOut = toFill = first;
        thread = new Thread(Work) { IsBackground = true, Name = "NetGen read ahead" };
        thread.Start();
    }

    /// <summary>Waits for the batch of a position; it is the caller's until the next call. Any position but the one that follows the last makes reading begin there anew.</summary>
    public BatchBuffer Take(BatchPosition position)
    {
        bool wakes;
        lock (gate)
        {
            head = (head + held) % ring.Length;
            held = 0;
            if (position != toHandOut)
            {
                restarts++;
                ready = 0;
                failure = null;
                toHandOut = toFill = position;
            }
            // A thread that is woken may take this one's processor, here, where all of training stands still: mostly it comes by itself in time.
            wakes = rests && ready <= ring.Length / 4;
            rests &= !wakes;
        }
        if (wakes)
            freed.Set();
        while (true)
        {
            lock (gate)
            {
                waits = ready == 0;
                if (ready > 0)
                {
                    ready--;
                    held = 1;
                    toHandOut = Following(position);
                    return ring[head];
                }
                failure?.Throw();
            }
            filled.WaitOne();
        }
    }

    public void Dispose()
    {
        lock (gate)
            stopped = true;
        freed.Set();
        thread.Join();
        filled.Dispose();
        freed.Dispose();
    }

    private bool CanFill => held + ready < ring.Length && failure is null;

    private BatchPosition Following(BatchPosition position) =>
        position.Batch + 1 < assembler.BatchCount ? position with { Batch = position.Batch + 1 } : new BatchPosition(position.Epoch + 1, 0);

    private void Work()
    {
        TimeSpan rest = ShortestRest;
        while (true)
        {
            BatchBuffer? buffer = null;
            BatchPosition position;
            int restart;
            lock (gate)
            {
                if (stopped)
                    return;
                (position, restart) = (toFill, restarts);
                if (CanFill)
                    buffer = ring[(head + held + ready) % ring.Length];
            }
            if (buffer is null)
                rest = Rest(rest);
            else
                Fill(buffer, position, restart);
        }
    }

    /// <summary>Waits for so long, or until the caller needs batches; returns how long to wait the next time, so that some of the ring will be free.</summary>
    private TimeSpan Rest(TimeSpan time)
    {
        lock (gate)
        {
            if (stopped || CanFill)
                return time;
            rests = true;
        }
        freed.WaitOne(time);
        int free;
        lock (gate)
        {
            rests = false;
            free = ring.Length - held - ready;
        }
        TimeSpan next = free < ring.Length / 4 ? time * 2 : free > ring.Length / 2 ? time / 2 : time;
        return next < ShortestRest ? ShortestRest : next > LongestRest ? LongestRest : next;
    }

    private void Fill(BatchBuffer buffer, BatchPosition position, int restart)
    {
        ExceptionDispatchInfo? error = null;
        bool isWanted;
        try
        {
            assembler.Fill(buffer, position);
        }
        catch (Exception e)
        {
            error = ExceptionDispatchInfo.Capture(e);
        }
        lock (gate)
        {
            if (restart != restarts)
                return; // nobody wants it any more
            failure = error;
            if (error is null)
            {
                ready++;
                toFill = Following(position);
            }
            isWanted = waits;
        }
        if (isWanted)
            filled.Set();
    }
}
