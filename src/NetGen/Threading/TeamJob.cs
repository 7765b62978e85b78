using System;
using System.Threading;

namespace NetGen;

/// <summary>The loop that a <see cref="ThreadTeam"/> is running, and the count of its members that have not finished.</summary>
internal sealed unsafe class TeamJob(int threads)
{
    private readonly Parker caller = new(threads, null);
    private delegate*<void*, int, int, int, void> body;
    private void* frame;
    private int count;
    private int parts;
    private int pending;
    private Exception? failure;

    /// <summary>How many threads the team has: more than there are processors should not wait actively.</summary>
    public int Threads => threads;

    /// <summary>Where the caller began the loop.</summary>
    public int Processor { get; private set; }

    public void Begin(delegate*<void*, int, int, int, void> loopBody, void* loopFrame, int iterations, int ranges)
    {
        body = loopBody;
        frame = loopFrame;
        count = iterations;
        parts = ranges;
        Processor = Thread.GetCurrentProcessorId();
        Volatile.Write(ref pending, ranges);
    }

    public void RunPart(int part)
    {
        try
        {
            int begin = (int)((long)count * part / parts);
            int end = (int)((long)count * (part + 1) / parts);
            body(frame, part, begin, end);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, e, null);
        }
        if (Interlocked.Decrement(ref pending) == 0)
            caller.Unpark();
    }

    public void WaitForAll()
    {
        // Unpark may come late, from the loop before this one: the count decides.
        while (Volatile.Read(ref pending) != 0)
            caller.Park(static (ref int left, int _) => Volatile.Read(ref left) == 0, ref pending, 0);
    }

    public Exception? TakeFailure() => failure is null ? null : Interlocked.Exchange(ref failure, null);
}
