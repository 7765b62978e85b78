using System.Threading;

namespace NetGen;

/// <summary>A background thread of a <see cref="ThreadTeam"/>: waits for a loop, runs its own range, waits again.</summary>
internal sealed class TeamMember
{
    private readonly TeamJob job;
    private readonly int part;
    private readonly Parker parker;
    private readonly Thread thread;
    private int ticket;
    private bool stopping;

    public TeamMember(TeamJob job, int part)
    {
        this.job = job;
        this.part = part;
        parker = new Parker(job.Threads);
        thread = new Thread(Work) { IsBackground = true, Name = "NetGen team" };
        thread.Start();
    }

    /// <summary>Makes the thread run its range of the job; the one before must be done.</summary>
    public void Wake()
    {
        Volatile.Write(ref ticket, ticket + 1);
        parker.Unpark();
    }

    public void Stop()
    {
        Volatile.Write(ref stopping, true);
        Wake();
    }

    public void Join() => thread.Join();

    private void Work()
    {
        for (int done = 0; ; done++)
        {
            while (Volatile.Read(ref ticket) == done)
                parker.Park(static (ref int current, int known) => Volatile.Read(ref current) != known, ref ticket, done);

            if (Volatile.Read(ref stopping))
                return;
            job.RunPart(part);
        }
    }
}
