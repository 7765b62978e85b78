using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// Sum or maximum of an expression. Where the contiguous axis is kept, its vectors are accumulated as they are; where it is reduced, a vector of partial results is, and then
/// its lanes. The order of every sum is fixed, whatever the number of threads.
/// </summary>
static class Reduction
{
    sealed record Axis(int Domain, Extent Extent, bool Reduced, Seq<int> Strides)
    {
        public int OutputStride { get; init; }
    }

    /// <summary>Independent partial results along the innermost reduced axis: hides the latency of the addition.</summary>
    const int Parts = 4;

    public static void Lower(Lowering lowering, StepWriter step, string label, string summary, ReduceKind kind, Shape domain, bool batched,
        Seq<int> axes, bool overBatch, Expr expression, Seq<Tensor> inputs, Tensor output)
    {
        KernelWriter k = step.Kernel;
        var all = new List<Axis>();
        if (batched) all.Add(new Axis(Position.BatchAxis, Extent.Examples, overBatch, inputs.Select(t => t.BatchStride).ToSeq()) { OutputStride = output.BatchStride });
        all.AddRange(Enumerable.Range(0, domain.Rank).Where(a => domain[a] > 1)
            .Select(a => new Axis(a, domain[a], axes.Contains(a), inputs.Select(t => t.Stride(a)).ToSeq()) { OutputStride = axes.Contains(a) ? 0 : output.Stride(a) })
            .OrderByDescending(a => a.Strides.Max()));

        Axis? vector = all.LastOrDefault(a => a.Domain != Position.BatchAxis && a.Strides.All(s => s is 0 or 1) && a.Strides.Any(s => s == 1) && (a.Reduced || a.OutputStride == 1)
            && !inputs.Any(t => t.Place.Buffer.IsInt && t.Stride(a.Domain) != 0));
        int lanes = vector is null ? 1 : lowering.Target.LanesFor(vector.Extent.Count);
        if (lanes == 1) vector = null;
        var kept = all.Where(a => !a.Reduced && a != vector).ToList();
        var reduced = all.Where(a => a.Reduced && a != vector).ToList();
        Expr start = kind == ReduceKind.Sum ? 0f : float.NegativeInfinity;
        double cost = reduced.Where(a => a.Domain != Position.BatchAxis).Aggregate(1.0, (p, a) => p * a.Extent.Count)
            * (vector is { Reduced: true } ? vector.Extent.Count / (double)lanes : 1);

        bool vectorKept = vector is { Reduced: false };
        int whole = vectorKept ? vector!.Extent.Count / lanes : 0, rest = vectorKept ? vector!.Extent.Count % lanes : 0;
        Seq<(string, Extent)> tasks = kept.Select(a => ("i", a.Extent)).Concat(vectorKept ? [("v", (Extent)(whole + (rest > 0 ? 1 : 0)))] : []).ToSeq();
        k.Parallel(tasks, at =>
        {
            Place place = new(inputs.Count);
            for (int i = 0; i < kept.Count; i++) place = place.Move(kept[i], at[i]);
            if (vectorKept)
            {
                place = place.Move(vector!, at[at.Count - 1] * lanes);
                if (rest == 0) Kept(place, lanes);
                else k.Branch(at[at.Count - 1], whole, () => Kept(place, lanes), () => Kept(place, rest));
            }
            else if (vector is not null) Across(place);
            else Kept(place, 1);
        });
        lowering.Add(step, label, summary, batched && overBatch ? TaskCost.PerExample(cost) : cost);

        // One vector (or scalar) of results: the reduced loops are inside.
        void Kept(Place place, int count) => k.Scope("", () =>
        {
            Local[] sums = Enumerable.Range(0, reduced.Count > 0 && !reduced[reduced.Count - 1].Extent.Batched ? Parts : 1).Select(_ => k.Let("s", lanes, start)).ToArray();
            Walk(reduced, place, (p, part) => k.Set(sums[part], Combine(sums[part], p, lanes, count)));
            k.Store(output.Parameter, place.Output, Total(sums), lanes, count);
        });

        // The vector axis is reduced: whole vectors, then what is left one by one, then the lanes.
        void Across(Place place) => k.Scope("", () =>
        {
            Local sum = k.Let("s", lanes, start), tail = k.Let("u", 1, start);
            int vectors = vector!.Extent.Count / lanes;
            Walk(reduced, place, (p, _) =>
            {
                if (vectors > 0) k.Loop("v", vectors, v => k.Set(sum, Combine(sum, p.Move(vector, v * lanes), lanes, lanes)));
                if (vector.Extent.Count % lanes > 0)
                    k.Loop("v", vector.Extent.Count % lanes, v => k.Set(tail, Combine(tail, p.Move(vector, v + (vectors * lanes)), 1, 1)));
            });
            Expr across = Expr.Leaf(new Across(kind, sum));
            k.Store(output.Parameter, place.Output, Join(across, Expr.Leaf(tail)), 1, 1);
        });

        Expr Combine(Local sum, Place p, int width, int count) => Join(Expr.Leaf(sum), k.Compute([expression], width,
            i => inputs[i].Read(p.Inputs[i], vector is null || width == 1 ? 0 : vector.Strides[i], width, count),
            axis => new Position(p.Position(axis), width > 1 && vector!.Domain == axis ? 1 : 0))[0]);

        Expr Join(Expr a, Expr b) => kind == ReduceKind.Sum ? a + b : Expr.Max(a, b);

        Expr Total(Local[] sums) => sums.Skip(1).Aggregate(Expr.Leaf(sums[0]), (a, b) => Join(a, Expr.Leaf(b)));

        void Walk(List<Axis> loops, Place place, Action<Place, int> body)
        {
            Descend(0, place);
            void Descend(int depth, Place p)
            {
                if (depth == loops.Count) body(p, 0);
                else if (depth == loops.Count - 1 && !loops[depth].Extent.Batched && vector is not { Reduced: true }) Innermost(loops[depth], p);
                else k.Loop("r", loops[depth].Extent, r => Descend(depth + 1, p.Move(loops[depth], r)));
            }

            void Innermost(Axis axis, Place p)
            {
                int chunks = axis.Extent.Count / Parts;
                if (chunks > 0)
                    k.Loop("r", chunks, r =>
                    {
                        for (int part = 0; part < Parts; part++) body(p.Move(axis, (r * Parts) + part), part);
                    });
                for (int part = 0; part < axis.Extent.Count % Parts; part++) body(p.Move(axis, (chunks * Parts) + part), part);
            }
        }
    }

    /// <summary>Addresses of the operands at a position of the domain.</summary>
    sealed record Place(Seq<Affine> Inputs, Affine Output, Seq<(int Axis, Affine At)> Positions)
    {
        public Place(int inputs) : this(Enumerable.Repeat((Affine)0, inputs).ToSeq(), 0, []) { }

        public Place Move(Axis axis, Affine by) => new(
            Inputs.Select((at, i) => at + (by * axis.Strides[i])).ToSeq(), Output + (by * axis.OutputStride),
            Positions.Where(p => p.Axis != axis.Domain).Append((axis.Domain, Position(axis.Domain) + by)).ToSeq());

        public Affine Position(int axis)
        {
            foreach ((int other, Affine at) in Positions)
                if (other == axis) return at;
            return 0;
        }
    }
}
