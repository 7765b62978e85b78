using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetGen;

/// <summary>A persistent team of threads that runs loops of independent iterations, without allocating.</summary>
/// <remarks>
/// <para>The calling thread is member 0 of the team; the others are background threads, started by the first loop that needs
/// them. After a loop they wait actively for a few microseconds, as the next kernel mostly follows at once, and then sleep.</para>
/// <para>A team is used by one caller at a time, and a loop's body must not start another loop on the same team.</para>
/// </remarks>
public sealed unsafe class ThreadTeam : IDisposable
{
    /// <summary>The most threads a team can have.</summary>
    public const int MaxThreads = 1024;

    // Apart from the team, so that the threads keep alive only their job: a forgotten team is collected and its finalizer ends them.
    private readonly TeamJob job;
    private TeamMember[]? members;
    private int busy;
    private bool disposed;

    /// <summary>Creates a team; its threads start when they are first needed.</summary>
    /// <param name="threads">The number of threads, the caller included; 0 for one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative or above <see cref="MaxThreads"/>.</exception>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaxThreads);
        Threads = threads == 0 ? Math.Min(Environment.ProcessorCount, MaxThreads) : threads;
        job = new TeamJob(Threads);
    }

    /// <summary>Ends the threads of a team that was not disposed of.</summary>
    ~ThreadTeam() => Stop();

    /// <summary>The team of one: runs every loop on its caller. May be shared by any number of callers; disposing of it does nothing.</summary>
    public static ThreadTeam Single { get; } = new(1);

    /// <summary>The number of members, the calling thread included.</summary>
    public int Threads { get; }

    /// <summary>Runs <paramref name="body"/> over the iterations [0, <paramref name="count"/>) and returns when all are done.</summary>
    /// <param name="body">
    /// Called as <c>body(frame, member, begin, end)</c> with consecutive ranges, at most one for each member, which are numbered from 0: memory by that number is a range's own.
    /// </param>
    /// <param name="frame">Handed to every call; usually a structure on the caller's stack.</param>
    /// <param name="count">The number of iterations; with none, the body is not called.</param>
    /// <param name="grain">The least number of iterations of a range. With fewer than two grains the caller runs all of them.</param>
    /// <remarks>
    /// The ranges depend only on the count, the grain and <see cref="Threads"/>. Member <c>i</c> gets range <c>i</c>; the caller takes what no member has begun when its own range
    /// is done. An exception in a body is rethrown here once all members are done.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The team is already running a loop.</exception>
    /// <exception cref="ObjectDisposedException">The team was disposed of.</exception>
    public void Run(delegate*<void*, int, int, int, void> body, void* frame, int count, int grain)
    {
        int parts = Threads == 1 ? 1 : Math.Min(Threads, count / Math.Max(grain, 1));
        if (parts > 1)
            RunParts(body, frame, count, parts);
        else if (count > 0)
            body(frame, 0, 0, count);
    }

    /// <summary>Ends the threads and waits for them. Not to be called during <see cref="Run"/>.</summary>
    public void Dispose()
    {
        if (Threads == 1 || disposed)
            return;

        disposed = true;
        Stop();
        foreach (TeamMember member in members ?? [])
            member.Join();

        GC.SuppressFinalize(this);
    }

    private void RunParts(delegate*<void*, int, int, int, void> body, void* frame, int count, int parts)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (Interlocked.Exchange(ref busy, 1) != 0)
            throw new InvalidOperationException("This thread team is already running a loop: a team serves one caller at a time.");

        try
        {
            TeamMember[] workers = members ??= Start();
            job.Begin(body, frame, count, parts);
            for (int i = 1; i < parts; i++)
                workers[i - 1].Offer();

            job.RunPart(0);
            // A thread that still wakes up, or has no processor, would make all wait for it.
            for (int i = 1; i < parts; i++)
            {
                if (workers[i - 1].TryTake())
                    job.RunPart(i);
            }
            job.WaitForAll();
        }
        finally
        {
            Volatile.Write(ref busy, 0);
            GC.KeepAlive(this);
        }
        if (job.TakeFailure() is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    private TeamMember[] Start()
    {
        var started = new TeamMember[Threads - 1];
        for (int i = 0; i < started.Length; i++)
            started[i] = new TeamMember(job, part: i + 1);

        return started;
    }

    private void Stop()
    {
        foreach (TeamMember member in members ?? [])
            member.Stop();
    }
}
