using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Plans;

/// <summary>
/// Gives every arena buffer an offset such that two that live at the same time do not overlap: large ones first, each at the lowest place
/// that is free during its life. Buffers of one example, of the run and of a member of the team are three arenas: the first grow with the capacity, the last with the threads.
/// </summary>
static class MemoryPlanner
{
    /// <summary>Buffers start at cache lines.</summary>
    const int Alignment = 16;

    public static (Dictionary<Buffer, long> Offsets, long Batched, long Fixed, long Member) Plan(IReadOnlyList<Step> steps, Buffer? loss)
    {
        var lives = new Dictionary<Buffer, (int First, int Last)>();
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
        var offsets = new Dictionary<Buffer, long>();
        return (
            offsets, Pack(lives, offsets, b => b.Batched), Pack(lives, offsets, b => !b.Batched && b.Kind == BufferKind.Arena),
            Pack(lives, offsets, b => b.Kind == BufferKind.Member));
    }

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

    static long Pack(Dictionary<Buffer, (int First, int Last)> lives, Dictionary<Buffer, long> offsets, Func<Buffer, bool> belongs)
    {
        long total = 0;
        var placed = new List<Buffer>();
        foreach (Buffer buffer in lives.Keys.Where(belongs).OrderByDescending(Rounded).ThenBy(b => lives[b].First).ThenBy(b => b.Name, StringComparer.Ordinal))
        {
            (int first, int last) = lives[buffer];
            long at = 0;
            foreach (Buffer other in placed.Where(o => lives[o].First <= last && first <= lives[o].Last).OrderBy(o => offsets[o]))
            {
                if (at + Rounded(buffer) <= offsets[other]) break;
                at = Math.Max(at, offsets[other] + Rounded(other));
            }
            offsets[buffer] = at;
            placed.Add(buffer);
            total = Math.Max(total, at + Rounded(buffer));
        }
        return total;
    }

    // The last vector of a time step may reach into the next, and that of the last behind the end.
    static long Rounded(Buffer buffer) => (((long)buffer.Size * buffer.Slots) + (buffer.Slots > 1 ? Alignment : 0) + Alignment - 1) / Alignment * Alignment;
}
