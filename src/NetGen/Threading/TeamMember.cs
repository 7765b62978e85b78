using System.Threading;

namespace NetGen;

/// <summary>A background thread of a <see cref="ThreadTeam"/>: waits for a loop, runs its own range unless another has taken it, waits again.</summary>
internal sealed class TeamMember
{
    private const int Nothing = 0;
    private const int Offered = 1;
    private const int Stopping = 2;

    private readonly TeamJob job;
    private readonly int part;
    private readonly Parker parker;
    private readonly Thread thread;
    private int state;

    public TeamMember(TeamJob job, int part)
    {
        this.job = job;
        this.part = part;
        parker = new Parker(job.Threads, job);
        thread = new Thread(Work) { IsBackground = true, Name = "NetGen team" };
        thread.Start();
    }

    /// <summary>Wakes the thread to run its range of the job; the one before must be done.</summary>
    public void Offer()
    {
        Volatile.Write(ref state, Offered);
        parker.Unpark();
    }

    /// <summary>Takes the offered range away from the thread, if it has not begun: who gets true must run it.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref state, Nothing, Offered) == Offered;

    public void Stop()
    {
        Volatile.Write(ref state, Stopping);
        parker.Unpark();
    }

    public void Join() => thread.Join();

    private void Work()
    {
        while (Volatile.Read(ref state) != Stopping)
        {
            if (TryTake())
                job.RunPart(part);
            else
                parker.Park(static (ref int current, int nothing) => Volatile.Read(ref current) != nothing, ref state, Nothing);
        }
    }
}
