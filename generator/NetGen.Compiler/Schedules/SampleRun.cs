using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Rows of a resampling that repeat: <paramref name="Pattern"/> stands for the rows from <paramref name="Start"/> on, and <paramref name="Count"/> times in all, each time reading
/// <paramref name="Shift"/> further.
/// </summary>
sealed record SampleRun(int Start, int Count, int Shift, Seq<Seq<Sample>> Pattern)
{
    /// <summary>Longest pattern that is looked for.</summary>
    const int MostPeriod = 32;

    public int Samples => Pattern.Sum(p => System.Math.Max(1, p.Count));

    /// <summary>All rows in runs; of those that begin at a row, the one that reaches furthest.</summary>
    public static IEnumerable<SampleRun> All(Seq<Seq<Sample>> rows)
    {
        for (int start = 0; start < rows.Count;)
        {
            SampleRun best = At(rows, start, 1);
            for (int period = 2; period <= MostPeriod && start + (2 * period) <= rows.Count; period++)
                if (At(rows, start, period) is { Count: > 1 } run && run.Count * period > best.Count * best.Pattern.Count) best = run;
            yield return best;
            start += best.Count * best.Pattern.Count;
        }
    }

    static SampleRun At(Seq<Seq<Sample>> rows, int start, int period)
    {
        Seq<Seq<Sample>> pattern = rows.Skip(start).Take(period).ToSeq();
        int? shift = null;
        int count = 1;
        while (start + ((count + 1) * period) <= rows.Count && pattern.Select((p, i) => (p, Row: rows[start + (count * period) + i])).All(r => Repeats(r.p, r.Row, count))) count++;
        return new SampleRun(start, count, shift ?? 0, pattern);

        bool Repeats(Seq<Sample> first, Seq<Sample> row, int times)
        {
            if (first.Count != row.Count) return false;
            if (first.Count > 0) shift ??= row[0].From - first[0].From;
            return first.Zip(row, (a, b) => b.Weight == a.Weight && b.From == a.From + (times * shift)).All(same => same);
        }
    }
}
