using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Plans;

/// <summary>
/// Gives every arena buffer an offset such that two that live at the same time do not overlap: large ones first, each at the lowest place
/// that is free during its life. Buffers of one example and buffers of the run are two arenas, since only the first grow with the capacity.
/// </summary>
static class MemoryPlanner
{
    /// <summary>Buffers start at cache lines.</summary>
    const int Alignment = 16;

    public static (Dictionary<Buffer, long> Offsets, long Batched, long Fixed) Plan(IReadOnlyList<Step> steps, Buffer? loss)
    {
        var lives = new Dictionary<Buffer, (int First, int Last)>();
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Operand operand in steps[i].Operands)
            {
                if (operand.Buffer.Kind != BufferKind.Arena) continue;
                lives[operand.Buffer] = lives.TryGetValue(operand.Buffer, out var life) ? (life.First, i) : (i, i);
            }
        }
        // Straight-line code adds to it from example to example.
        if (loss is not null && lives.ContainsKey(loss)) lives[loss] = (0, int.MaxValue);
        var offsets = new Dictionary<Buffer, long>();
        return (offsets, Pack(lives, offsets, batched: true), Pack(lives, offsets, batched: false));
    }

    static long Pack(Dictionary<Buffer, (int First, int Last)> lives, Dictionary<Buffer, long> offsets, bool batched)
    {
        long total = 0;
        var placed = new List<Buffer>();
        foreach (Buffer buffer in lives.Keys.Where(b => b.Batched == batched).OrderByDescending(b => b.Size).ThenBy(b => lives[b].First).ThenBy(b => b.Name, StringComparer.Ordinal))
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

    static long Rounded(Buffer buffer) => (buffer.Size + Alignment - 1) / Alignment * Alignment;
}
