using System.Collections.Generic;
using NetGen.Benchmarks.Footprints;

namespace NetGen.Benchmarks.Reports;

/// <summary>The table of what networks cost beside time.</summary>
static class FootprintReport
{
    const int Batch = 64;

    public static ReportTable Of(IEnumerable<Footprint> footprints)
    {
        var table = new ReportTable("Size, and time of the source generator", 1,
        [
            "workload", "parameters", "multiply-adds", "inference arena, bytes", $"training arena, batch {Batch}, bytes",
            "C#, this target, bytes", "C#, all targets, bytes", "generator cold, ms", "warm, ms", "after an edit, ms",
        ]);
        foreach (Footprint f in footprints)
        {
            table.Rows.Add(
            [
                f.Workload.Name, Numbers.Count(f.Description.Parameters), Numbers.Count(f.Description.MultiplyAdds),
                Numbers.Count(f.Description.InferenceBytes), Numbers.Count(f.Description.TrainingBytes(Batch)),
                Numbers.Count(f.SourceBytes), Numbers.Count(f.AllSourceBytes),
                Numbers.Milliseconds(f.Generator.ColdSeconds), Numbers.Milliseconds(f.Generator.WholeSeconds), Numbers.Milliseconds(f.Generator.EditSeconds),
            ]);
        }

        return table;
    }
}
