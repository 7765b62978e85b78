using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Xunit;

namespace NetGen.Tests.Runtime;

public unsafe class ThreadTeamTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(7)]
    public void EveryIterationRunsOnceInContiguousRanges(int threads)
    {
        using var team = new ThreadTeam(threads);
        Span<int> visits = stackalloc int[1000];
        foreach (int count in (int[])[0, 1, 2, 5, 6, 7, 64, 1000])
        {
            foreach (int grain in (int[])[1, 2, 3, 100, 2000])
            {
                visits.Clear();
                fixed (int* frame = visits)
                    team.Run(&Visit, frame, count, grain);

                for (int i = 0; i < visits.Length; i++)
                    Assert.Equal(i < count ? 1 : 0, visits[i] & 0xFFFF);
            }
        }
    }

    [Fact]
    public void RangesHaveAtLeastTheGrain()
    {
        using var team = new ThreadTeam(7);
        int* smallest = stackalloc int[1];
        foreach ((int count, int grain) in ((int, int)[])[(100, 30), (59, 30), (60, 30), (13, 4), (1000, 1)])
        {
            *smallest = int.MaxValue;
            team.Run(&Smallest, smallest, count, grain);
            Assert.InRange(*smallest, Math.Min(grain, count), count);
            Assert.Equal(count < 2 * grain, *smallest == count);
        }
    }

    [Theory]
    [InlineData(2), InlineData(3), InlineData(7)]
    public void MembersThatAreThereGetTheirOwnParts(int threads)
    {
        using var team = new ThreadTeam(threads);
        int* ids = stackalloc int[threads];
        RunTogether(team, &ThreadId, ids);
        int[] first = new ReadOnlySpan<int>(ids, threads).ToArray();
        Assert.Equal(threads, first.Distinct().Count());
        Assert.Equal(Environment.CurrentManagedThreadId, first[0]);
        for (int i = 0; i < 100; i++)
        {
            RunTogether(team, &ThreadId, ids);
            Assert.Equal(first, new ReadOnlySpan<int>(ids, threads).ToArray());
        }
    }

    [Fact]
    public void TheCallerRunsWhatNoMemberHasBegun()
    {
        using var team = new ThreadTeam(2);
        int* ids = stackalloc int[2];
        int caller = Environment.CurrentManagedThreadId;
        do
        {
            Thread.Sleep(1); // Long enough for the member to fall asleep: by the time it is awake the caller is done.
            team.Run(&ThreadIdAlone, ids, 2, 1);
            Assert.Equal(caller, ids[0]);
        }
        while (ids[1] != caller);
    }

    [Theory]
    [InlineData(2), InlineData(7)]
    public void AllocatesNothingOnAnyThread(int threads)
    {
        using var team = new ThreadTeam(threads);
        long* bytes = stackalloc long[threads];
        int* ids = stackalloc int[1000];
        for (int round = 0; round < 3; round++)
            Measure();

        Assert.Equal(0, Measure());

        long Measure()
        {
            long before = Allocated();
            for (int i = 0; i < 50; i++)
            {
                team.Run(&Visit, ids, 1000, 1);
                if (i % 10 == 0)
                    Thread.Sleep(1); // Long enough for the members to fall asleep.
            }
            return Allocated() - before;
        }

        long Allocated()
        {
            RunTogether(team, &AllocatedBytes, bytes);
            long sum = 0;
            for (int i = 0; i < threads; i++)
                sum += bytes[i];
            return sum;
        }
    }

    [Theory]
    [InlineData(0), InlineData(2), InlineData(6)]
    public void AnExceptionReachesTheCallerAndTheTeamGoesOn(int failing)
    {
        using var team = new ThreadTeam(7);
        for (int i = 0; i < 20; i++)
        {
            var e = Assert.Throws<InvalidOperationException>(() => RunFailing(team, failing));
            Assert.Equal($"part {failing}", e.Message);
        }
        EveryIterationRunsOnceInContiguousRanges(7);
    }

    [Theory]
    [InlineData(2, 100_000), InlineData(7, 5_000)]
    public void RunsFollowEachOther(int threads, int runs)
    {
        using var team = new ThreadTeam(threads);
        long* sum = stackalloc long[1];
        *sum = 0;
        for (int i = 0; i < runs; i++)
            team.Run(&Add, sum, threads, 1);

        Assert.Equal((long)runs * threads, *sum);
    }

    [Fact]
    public void MembersSleepWhenThereIsNothingToDo()
    {
        using var team = new ThreadTeam(2);
        double* milliseconds = stackalloc double[2];
        RunTogether(team, &ProcessorTime, milliseconds);
        double before = milliseconds[1];
        var watch = Stopwatch.StartNew();
        Thread.Sleep(200);
        RunTogether(team, &ProcessorTime, milliseconds);
        Assert.InRange(milliseconds[1] - before, 0, watch.Elapsed.TotalMilliseconds / 2);
    }

    [Fact]
    public void RefusesASecondCallerAndADisposedTeam()
    {
        var team = new ThreadTeam(2);
        current = team;
        Assert.Throws<InvalidOperationException>(() => RunNested(team));
        team.Dispose();
        team.Dispose();
        Assert.Throws<ObjectDisposedException>(() => RunNested(team));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadTeam(-1));
        Assert.Equal(Environment.ProcessorCount, new ThreadTeam(0).Threads);
    }

    [Fact]
    public void AForgottenTeamEndsItsThreads()
    {
        Thread member = Forget();
        for (int i = 0; i < 50 && member.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }
        Assert.False(member.IsAlive);
    }

    [ThreadStatic]
    private static ThreadTeam? current;

    private static Thread? lastMember;

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static Thread Forget()
    {
        RunTogether(new ThreadTeam(2), &RememberMember, null);
        return lastMember!;
    }

    private static int missing;

    /// <summary>Runs a part for each member; bodies that call <see cref="Meet"/> go on when all have begun.</summary>
    private static void RunTogether(ThreadTeam team, delegate*<void*, int, int, int, void> body, void* frame)
    {
        missing = team.Threads;
        team.Run(body, frame, team.Threads, 1);
    }

    private static void Meet()
    {
        Interlocked.Decrement(ref missing);
        while (Volatile.Read(ref missing) > 0)
            Thread.Yield();
    }

    private static void RunFailing(ThreadTeam team, int failing) => team.Run(&Fail, &failing, 7, 1);

    private static void RunNested(ThreadTeam team) => team.Run(&Nest, null, 2, 1);

    private static void Visit(void* frame, int member, int begin, int end)
    {
        for (int i = begin; i < end; i++)
            ((int*)frame)[i]++;
    }

    private static void Smallest(void* frame, int member, int begin, int end)
    {
        ref int smallest = ref *(int*)frame;
        for (int old = smallest; end - begin < old; old = smallest)
            Interlocked.CompareExchange(ref smallest, end - begin, old);
    }

    private static void ThreadId(void* frame, int member, int begin, int end)
    {
        Assert.Equal(begin + 1, end);
        Meet();
        ((int*)frame)[begin] = Environment.CurrentManagedThreadId;
    }

    private static void ThreadIdAlone(void* frame, int member, int begin, int end) => ((int*)frame)[begin] = Environment.CurrentManagedThreadId;

    private static void AllocatedBytes(void* frame, int member, int begin, int end)
    {
        Meet();
        ((long*)frame)[begin] = GC.GetAllocatedBytesForCurrentThread();
    }

    private static void Add(void* frame, int member, int begin, int end) => Interlocked.Add(ref *(long*)frame, end - begin);

    private static void Fail(void* frame, int member, int begin, int end)
    {
        if (begin == *(int*)frame)
            throw new InvalidOperationException($"part {begin}");
    }

    private static void Nest(void* frame, int member, int begin, int end)
    {
        if (begin == 0)
            RunNested(current!);
    }

    private static void RememberMember(void* frame, int member, int begin, int end)
    {
        Meet();
        if (begin == 1)
            lastMember = Thread.CurrentThread;
    }

    private static void ProcessorTime(void* frame, int member, int begin, int end)
    {
        Meet();
        ((double*)frame)[begin] = ThreadTime();
    }

    /// <summary>The processor time of this thread in milliseconds: /proc/thread-self/schedstat begins with nanoseconds.</summary>
    private static double ThreadTime()
    {
        const string Path = "/proc/thread-self/schedstat";
        return System.IO.File.Exists(Path) ? long.Parse(System.IO.File.ReadAllText(Path).Split(' ')[0]) / 1e6 : 0;
    }
}
