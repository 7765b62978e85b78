using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Plans;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Schedules;

/// <summary>
/// A loop nest over a domain, each element by itself. Axes that are contiguous for all operands become one; the innermost is the vector axis where every operand is
/// contiguous or constant along it.
/// </summary>
static class Elementwise
{
    sealed record Axis(int Domain, Extent Extent, Seq<int> Strides);

    public static void Run(Lowering lowering, StepWriter step, string label, string summary, Shape domain, bool batched,
        Seq<Expr> expressions, Seq<Tensor> inputs, Seq<Tensor> outputs)
    {
        var tensors = outputs.Concat(inputs).ToArray();
        bool coordinates = Expr.Nodes(expressions).Any(e => e.Op is Op.Coordinate or Op.ElementIndex);
        bool external = tensors.Any(t => t.Place.Buffer.IsExternal);
        var axes = new List<Axis>();
        if (batched) axes.Add(new Axis(Position.BatchAxis, Extent.Examples, tensors.Select(t => t.BatchStride).ToSeq()));
        axes.AddRange(Enumerable.Range(0, domain.Rank)
            .Where(axis => domain[axis] > 1)
            .Select(axis => new Axis(axis, domain[axis], tensors.Select(t => t.Stride(axis)).ToSeq()))
            .OrderByDescending(a => a.Strides[0]));
        if (!coordinates) Collapse(axes, mergeBatch: !external && !lowering.StraightLine && !(lowering.IsExact && domain.Size % lowering.Target.LanesFor((int)domain.Size) != 0));

        Axis? inner = axes.Count > 0 ? axes[axes.Count - 1] : null;
        bool vector = inner is not null && inner.Strides[0] == 1 && inner.Strides.All(s => s is 0 or 1) && (inner.Domain != Position.BatchAxis || inner.Extent.Count > 1)
            && outputs.Select((_, i) => inner.Strides[i]).All(s => s == 1) && !tensors.Any(t => t.Place.Buffer.IsInt && inner.Strides[System.Array.IndexOf(tensors, t)] != 0);
        int lanes = vector ? lowering.Target.LanesFor(inner!.Extent.Count) : 1;
        double cost = Expr.Nodes(expressions.Select(e => e.Expand())).Count() * 0.15;

        KernelWriter k = step.Kernel;
        if (!vector)
        {
            Nest(axes, [], 0, (_, at) => Body(at, 1, 1));
        }
        else
        {
            axes.RemoveAt(axes.Count - 1);
            Nest(axes, axes.Count == 0 ? [inner!] : [], lanes, (positions, at) =>
            {
                if (inner!.Extent.Batched || axes.Count == 0)
                {
                    // One flat range, a vector a task. What the last vector writes behind the end is the slack of its own buffer.
                    bool exact = inner.Extent.Batched || inner.Extent.Count % lanes == 0;
                    if (exact) Body(at, lanes, lanes);
                    else k.Branch(positions[0], inner.Extent.Count / lanes, () => Body(at, lanes, lanes), () => Body(at, lanes, inner.Extent.Count % lanes));
                    return;
                }
                int whole = inner.Extent.Count / lanes, rest = inner.Extent.Count % lanes;
                if (whole > 0) k.Loop("v", whole, v => Body(Moved(at, v * lanes, inner), lanes, lanes));
                if (rest > 0) Body(Moved(at, whole * lanes, inner), lanes, rest);
            });
        }
        double loops = axes.Skip(1).Aggregate(1.0, (p, a) => p * a.Extent.Count), vectors = vector && axes.Count > 0 ? inner!.Extent.Count / (double)lanes : 1;
        lowering.Add(step, label, summary, cost * loops * vectors);

        Address Moved(Address at, Affine by, Axis axis) => at.Move(axis, by);

        void Body(Address at, int width, int count)
        {
            Seq<Expr> values = k.Compute(expressions, width, i =>
            {
                int t = outputs.Count + i;
                return inputs[i].Read(at.Offsets[t], vector ? inner!.Strides[t] : 0, width, count);
            }, axis => new Position(at.Position(axis), vector && inner!.Domain == axis ? 1 : 0));
            for (int i = 0; i < outputs.Count; i++) k.Store(outputs[i].Parameter, at.Offsets[i], values[i], width, count);
        }

        void Nest(List<Axis> loops, Seq<Axis> flat, int width, System.Action<Seq<Affine>, Address> body)
        {
            var start = new Address(tensors.Select(_ => (Affine)0).ToSeq(), []);
            // The first loop is the parallel one; with nothing else to split, the vectors of the one axis.
            Seq<(string, Extent)> tasks = loops.Count > 0 ? [("i", loops[0].Extent)]
                : flat.Count > 0 ? [("v", new Extent(flat[0].Extent.Count, flat[0].Extent.Batched, width))] : [];
            k.Parallel(tasks, positions =>
            {
                Address at = loops.Count > 0 ? start.Move(loops[0], positions[0]) : flat.Count > 0 ? start.Move(flat[0], positions[0] * width) : start;
                Inner(1, at);
                void Inner(int depth, Address address)
                {
                    if (depth >= loops.Count) body(positions, address);
                    else k.Loop("i", loops[depth].Extent, i => Inner(depth + 1, address.Move(loops[depth], i)));
                }
            });
        }
    }

    static void Collapse(List<Axis> axes, bool mergeBatch)
    {
        for (int i = axes.Count - 2; i >= 0; i--)
        {
            (Axis outer, Axis inner) = (axes[i], axes[i + 1]);
            if (inner.Extent.Batched || (outer.Domain == Position.BatchAxis && !mergeBatch)) continue;
            if (!outer.Strides.Zip(inner.Strides, (o, s) => o == s * inner.Extent.Count).All(ok => ok)) continue;
            axes[i] = new Axis(outer.Domain, new Extent(outer.Extent.Count * inner.Extent.Count, outer.Extent.Batched), inner.Strides);
            axes.RemoveAt(i + 1);
        }
    }

    /// <summary>Where each operand stands, and the position along each axis of the domain that has a loop.</summary>
    sealed record Address(Seq<Affine> Offsets, Seq<(int Axis, Affine At)> Positions)
    {
        public Address Move(Axis axis, Affine by) => new(
            Offsets.Select((o, t) => o + (by * axis.Strides[t])).ToSeq(),
            Positions.Where(p => p.Axis != axis.Domain).Append((axis.Domain, Position(axis.Domain) + by)).ToSeq());

        public Affine Position(int axis) => Positions.FirstOrDefault(p => p.Axis == axis) is { At.Terms: var terms } found ? found.At : 0;
    }
}
