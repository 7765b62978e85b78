using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Weighted sums of rows or columns. Along rows the vectors are all that stands in a row, along columns the channels of a pixel. The weights are constants of the code; what
/// repeats along the axis is a loop.
/// </summary>
static class Resampling
{
    /// <summary>Most samples that are written out in one kernel.</summary>
    const int MostSamples = 96;

    /// <summary>Means of more elements than that are loops.</summary>
    const int MostWritten = 16;

    /// <summary>Vectors of a row in one task.</summary>
    const int Part = 16;

    public static void Lower(Lowering lowering, Node node, Resample resample)
    {
        var runs = new List<SampleRun>();
        foreach (SampleRun run in SampleRun.All(resample.Samples))
        {
            if (runs.Count > 0 && runs.Sum(r => r.Samples) + run.Samples > MostSamples)
            {
                Kernel(lowering, node, resample, runs);
                runs.Clear();
            }
            runs.Add(run);
        }
        Kernel(lowering, node, resample, runs);
    }

    static void Kernel(Lowering lowering, Node node, Resample resample, List<SampleRun> runs)
    {
        (Value from, Value to) = (node.Inputs[0], node.Outputs[0]);
        var step = new StepWriter();
        KernelWriter k = step.Kernel;
        Tensor y = step.Use("y", lowering.Place(to), to.Shape), x = step.Use("x", lowering.Place(from), from.Shape);
        bool rows = resample.Axis == 1;
        int length = rows ? to.Shape[0] * to.Shape[2] : to.Shape[0];
        int lanes = lowering.Target.LanesFor(length), whole = length / lanes, rest = length % lanes;
        int part = rows ? Math.Min(whole, Part) : whole, parts = part == 0 ? 0 : whole / part, left = part == 0 ? 0 : whole % part;
        int tasks = parts + (left + rest > 0 ? 1 : 0);
        k.Parallel([("i", to.Batched ? Extent.Examples : 1), (rows ? "stripe" : "row", rows ? tasks : to.Shape[1])], at =>
        {
            if (!rows) Rows(at[0], at[1], 0, whole, rest);
            else if (tasks == parts) Rows(at[0], 0, at[1] * (part * lanes), part, 0);
            else k.Branch(at[1], parts, () => Rows(at[0], 0, at[1] * (part * lanes), part, 0), () => Rows(at[0], 0, at[1] * (part * lanes), left, rest));
        });
        double samples = runs.Sum(r => (double)r.Count * r.Samples);
        lowering.Add(
            step, "resample", $"{(rows ? "Rows" : "Columns")} {runs[0].Start} … of an image {to.Shape} from one {from.Shape}.",
            samples * (rows ? Math.Min(Part, whole + 1) : whole + 1));

        void Rows(Affine example, Affine row, Affine start, int vectors, int behind)
        {
            foreach (SampleRun run in runs)
            {
                k.Loop("j", run.Count, j =>
                {
                    if (vectors > 0) k.Loop("v", vectors, v => Vector(run, example, row, j, start + (v * lanes), lanes));
                    if (behind > 0) Vector(run, example, row, j, start + (vectors * lanes), behind);
                });
            }
        }

        void Vector(SampleRun run, Affine example, Affine row, Affine j, Affine start, int count)
        {
            Affine source = (example * x.BatchStride) + (row * x.Place.Layout.Strides[1]) + start + (j * (run.Shift * Stride(x)));
            Affine target = (example * y.BatchStride) + (row * y.Place.Layout.Strides[1]) + start + (j * (run.Pattern.Count * Stride(y)));
            for (int i = 0; i < run.Pattern.Count; i++)
            {
                Expr sum = Sum(run.Pattern[i], source, count);
                k.Store(y.Parameter, target + ((run.Start + i) * Stride(y)), sum, lanes, count);
            }
        }

        Expr Sum(Seq<Sample> samples, Affine source, int count)
        {
            if (samples.Count == 0) return 0f;
            Expr Read(Affine element) => x.Read(source + (element * Stride(x)), 1, lanes, count);
            Sample first = samples[0];
            if (samples.Count > MostWritten && samples.Select((s, i) => new Sample(first.From + i, first.Weight)).SequenceEqual(samples))
            {
                Local sum = k.Let("s", lanes, 0f);
                k.Loop("t", samples.Count, t => k.Set(sum, Expr.Leaf(sum) + Read(t + first.From)));
                return Expr.Leaf(sum) * first.Weight;
            }
            return samples.Skip(1).Aggregate(Read(first.From) * first.Weight, (sum, s) => s.Weight == 1 ? sum + Read(s.From) : Expr.MultiplyAdd(Read(s.From), s.Weight, sum));
        }

        int Stride(Tensor tensor) => tensor.Place.Layout.Strides[resample.Axis];
    }
}
