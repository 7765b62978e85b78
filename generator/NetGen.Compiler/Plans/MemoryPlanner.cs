using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Plans;

/// <summary>
/// Gives every arena buffer an offset such that two that live at the same time do not overlap: large ones first, each at the lowest place
/// that is free during its life. Buffers of one example, of the run and of a member of the team are three arenas: the first grow with the capacity, the last with the threads.
/// One of the run lies among those of an example where these leave it room anyway, for there are as many examples as the capacity, which is at least one.
/// </summary>
sealed class MemoryPlanner
{
    /// <summary>Buffers start at cache lines.</summary>
    const int Alignment = 16;

    readonly Dictionary<Buffer, (int First, int Last)> lives = [];

    public MemoryPlanner(IReadOnlyList<Step> steps, Buffer? loss)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Operand operand in steps[i].Operands)
            {
                if (!operand.Buffer.IsPlanned) continue;
                lives[operand.Buffer] = lives.TryGetValue(operand.Buffer, out var life) ? (life.First, i) : (i, i);
            }
        }
        // What is read or carried from one step of a loop to another, or is there before or behind it, lives as long as the loop.
        foreach ((int first, int last) in Loops(steps))
        {
            foreach (Buffer buffer in steps.Skip(first).Take(last - first + 1).SelectMany(s => s.Operands).Select(o => o.Buffer).Where(b => b.IsPlanned).Distinct())
                if (buffer.Slots > 1 || lives[buffer].First < first || lives[buffer].Last > last)
                    lives[buffer] = (Math.Min(first, lives[buffer].First), Math.Max(last, lives[buffer].Last));
        }
        // It lives on after the program; and from the start, where the program runs once for each example and adds to it.
        if (loss is not null && lives.ContainsKey(loss)) lives[loss] = (0, int.MaxValue);
        var placed = new List<Buffer>();
        BatchedFloats = Pack(b => b.Batched, placed);
        foreach (Buffer buffer in Ordered(b => !b.Batched && b.Kind == BufferKind.Arena))
        {
            long at = Place(buffer, placed);
            if (at + Rounded(buffer) > BatchedFloats) continue;
            Offsets[buffer] = at;
            placed.Add(buffer);
            AmongExamples.Add(buffer);
        }
        FixedFloats = Pack(b => !b.Batched && b.Kind == BufferKind.Arena && !AmongExamples.Contains(b), []);
        MemberFloats = Pack(b => b.Kind == BufferKind.Member, []);
    }

    public Dictionary<Buffer, long> Offsets { get; } = [];

    public HashSet<Buffer> AmongExamples { get; } = [];

    public long BatchedFloats { get; }

    public long FixedFloats { get; }

    public long MemberFloats { get; }

    /// <summary>Ranges of steps that are the body of one loop over time.</summary>
    static IEnumerable<(int First, int Last)> Loops(IReadOnlyList<Step> steps)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Loop is not { } loop) continue;
            int first = i;
            while (i + 1 < steps.Count && steps[i + 1].Loop == loop) i++;
            yield return (first, i);
        }
    }

    IEnumerable<Buffer> Ordered(Func<Buffer, bool> belongs) =>
        lives.Keys.Where(belongs).OrderByDescending(Rounded).ThenBy(b => lives[b].First).ThenBy(b => b.Name, StringComparer.Ordinal);

    long Pack(Func<Buffer, bool> belongs, List<Buffer> placed)
    {
        long total = 0;
        foreach (Buffer buffer in Ordered(belongs))
        {
            Offsets[buffer] = Place(buffer, placed);
            placed.Add(buffer);
            total = Math.Max(total, Offsets[buffer] + Rounded(buffer));
        }
        return total;
    }

    /// <summary>The lowest place that is free of what is placed already.</summary>
    long Place(Buffer buffer, List<Buffer> placed)
    {
        (int first, int last) = lives[buffer];
        long at = 0;
        foreach (Buffer other in placed.Where(o => lives[o].First <= last && first <= lives[o].Last).OrderBy(o => Offsets[o]))
        {
            if (at + Rounded(buffer) <= Offsets[other]) break;
            at = Math.Max(at, Offsets[other] + Rounded(other));
        }
        return at;
    }

    // The last vector of a time step may reach into the next, and that of the last behind the end.
    static long Rounded(Buffer buffer) => (((long)buffer.Size * buffer.Slots) + (buffer.Slots > 1 ? Alignment : 0) + Alignment - 1) / Alignment * Alignment;
}
