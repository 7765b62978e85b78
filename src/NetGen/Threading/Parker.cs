using System;
using System.Diagnostics;
using System.Threading;

namespace NetGen;

/// <summary>Lets one thread wait for a condition that another makes true: actively at first, then asleep.</summary>
/// <param name="threads">How many threads there are that may wait.</param>
/// <param name="caller">The job whose caller gives the waiting thread its work; null where the caller itself waits.</param>
internal sealed class Parker(int threads, TeamJob? caller)
{
    /// <summary>Says whether the awaited value has come; <paramref name="known"/> is the value that the waiting thread has seen already.</summary>
    public delegate bool Condition(ref int value, int known);

    // Waking a sleeping thread costs 5 to 50 µs, the time between two kernels of a step is less. Where threads outnumber processors
    // an active wait takes the processor from the very thread that is waited for.
    private static readonly long ActiveTicks = Stopwatch.Frequency * 50 / 1_000_000;
    private static readonly long CrowdedTicks = Stopwatch.Frequency * 1 / 1_000_000;

    private readonly long spinTicks = threads > Environment.ProcessorCount ? CrowdedTicks : ActiveTicks;
    private readonly AutoResetEvent wake = new(false);
    private int asleep;

    /// <summary>Returns when the condition holds, or on a call of <see cref="Unpark"/> that came late: the caller asks again.</summary>
    public void Park(Condition condition, ref int value, int known)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            for (int i = 0; i < 16; i++)
            {
                if (condition(ref value, known))
                    return;
                Thread.SpinWait(1);
            }
            // A woken thread may have been put on the very processor of the one that woke it, and would now keep it from its work.
            if (caller is not null && caller.Processor == Thread.GetCurrentProcessorId())
                Thread.Yield();
        }
        while (Stopwatch.GetTimestamp() - start < spinTicks);

        // From here on Unpark signals. If the condition came true meanwhile, either this thread takes its sleep back, or Unpark
        // has already done so and its signal must be consumed.
        Interlocked.Exchange(ref asleep, 1);
        if (condition(ref value, known) && Interlocked.Exchange(ref asleep, 0) == 1)
            return;

        wake.WaitOne();
    }

    /// <summary>Wakes the waiting thread if it sleeps. The condition must have been made true before.</summary>
    public void Unpark()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref asleep) == 1 && Interlocked.Exchange(ref asleep, 0) == 1)
            wake.Set();
    }
}
