using System.Collections.Generic;
using System.Linq;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Positions of an image axis that see the same taps of a window that moves by more than one: Start, Start + Step, …. Position number j of the phase is under the window that
/// stands at j + Shift, with its element Tap, for each of the taps.
/// </summary>
sealed record Phase(int Start, int Step, int Count, Seq<(int Tap, int Shift)> Taps)
{
    /// <summary>The phases of an axis of <paramref name="size"/> positions: as many as the stride, or as positions.</summary>
    public static IEnumerable<Phase> All(int size, int kernel, int stride, int dilation, int padding)
    {
        for (int start = 0; start < stride && start < size; start++)
        {
            // Position p = start + stride·j is element t of the window at (p + padding - dilation·t) / stride, if that is whole.
            var taps = Enumerable.Range(0, kernel).Where(t => (start + padding - (dilation * t)) % stride == 0).Select(t => (t, (start + padding - (dilation * t)) / stride));
            yield return new Phase(start, stride, ((size - 1 - start) / stride) + 1, taps.ToSeq());
        }
    }

    /// <summary>How far the windows it reads stand before the first and behind the last of <paramref name="windows"/>.</summary>
    public (int Before, int Behind) Overhang(int windows) => Taps.Count == 0
        ? (0, 0)
        : (System.Math.Max(0, -Taps.Min(t => t.Shift)), System.Math.Max(0, Count - 1 + Taps.Max(t => t.Shift) - (windows - 1)));

    public override string ToString() => Step == 1 ? "all" : $"{Start}+{Step}j";
}
