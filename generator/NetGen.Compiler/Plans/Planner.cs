using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Plans;

/// <summary>A graph becomes a program for a target: copies, layouts, kernels, memory.</summary>
static class Planner
{
    /// <summary>The part that is the same for every target: the graph with copies where a reader needs another form.</summary>
    public static Graph Prepare(Graph graph)
    {
        graph = CopyInsertion.Run(graph);
        Verifier.Check(graph, "copy insertion");
        return graph;
    }

    /// <param name="graph">A graph that <see cref="Prepare"/> made.</param>
    /// <param name="lowered">What other programs of the target have made already.</param>
    /// <param name="straightLine">Whether the program is to be straight-line code.</param>
    /// <param name="print">Makes a kernel a method; null where it is to be unrolled.</param>
    /// <param name="watched">Values to look at while the program runs; those that stand in no memory of the run, since a kernel goes on with them at once, cannot be.</param>
    public static (Plan Plan, Placement Placement) Run(
        Graph graph, Target target, LoweredNodes lowered, bool straightLine, Func<Kernel, KernelText>? print, CancellationToken cancel, Seq<Value?>? watched = null)
    {
        var placement = new Placement(graph, target);
        var lowering = new Lowering(target, placement, lowered, straightLine, print);
        var madeBy = new Dictionary<Value, Step>();
        foreach (Node node in graph.Nodes)
        {
            cancel.ThrowIfCancellationRequested();
            lowering.Layer = node.Layer;
            lowering.Loop = node.Loop;
            lowering.IsExact = node.Loop is { Reverse: true } || node.Primitive is Primitives.Carry;
            lowering.Times = node.Loop is null && node.Primitive is not Primitives.Carry ? Math.Max(1, node.Inputs.Concat(node.Outputs).Max(v => v.Times)) : 1;
            if (node.Primitive is not (Primitives.Reshape or Primitives.Split or Primitives.Input or Primitives.Parameter))
                foreach (Value output in node.Outputs)
                    if (placement.Halos.TryGetValue(output, out Halo? halo)) HaloFill.Lower(lowering, placement.Places[output], output.Shape, halo, output.Batched);
            lowering.Lower(node);
            if (lowering.Steps.Count == 0) continue;
            // What is only another view was made when its source was.
            Step last = node.Primitive is Primitives.Reshape or Primitives.Split && madeBy.TryGetValue(node.Inputs[0], out Step? before)
                ? before
                : lowering.Steps[lowering.Steps.Count - 1];
            foreach (Value output in node.Outputs) madeBy[output] = last;
        }
        Seq<Step> steps = BeforeLoops(lowering.Steps);
        var memory = new MemoryPlanner(steps, placement.Loss);
        var plan = new Plan(steps, memory.Offsets, memory.AmongExamples, memory.BatchedFloats, memory.FixedFloats, memory.MemberFloats, placement.Loss)
        {
            Watched = Watched(watched ?? [], placement, madeBy),
        };
        return (plan, placement);
    }

    /// <summary>Those of the values that stand in memory of the run, and not for one time step of a loop only.</summary>
    static Seq<WatchedValue> Watched(Seq<Value?> layers, Placement placement, Dictionary<Value, Step> madeBy)
    {
        var found = new List<WatchedValue>();
        for (int layer = 0; layer < layers.Count; layer++)
        {
            if (layers[layer] is { Batched: true, Type.Element: ElementType.Float } value
                && placement.Places.TryGetValue(value, out Place? place) && madeBy.TryGetValue(value, out Step? step)
                && place is { Plain: not null, Buffer.Kind: BufferKind.Arena, Time.Stride: 0 } && (step.Loop is null || (value.Times > 1 && place.Time.Moves)))
                found.Add(new WatchedValue(layer, step, place, value.Shape, value.Times));
        }
        return found.ToSeq();
    }

    /// <summary>What a loop does without looking at a time step or an example, as the exchange of filters, is done once before it.</summary>
    static Seq<Step> BeforeLoops(IReadOnlyList<Step> steps)
    {
        var ordered = new List<Step>();
        for (int i = 0; i < steps.Count;)
        {
            TimeLoop? loop = steps[i].Loop;
            Step[] run = steps.Skip(i).TakeWhile(s => s.Loop == loop).ToArray();
            i += run.Length;
            ordered.AddRange(loop is null ? run : run.Where(IsConstant).Select(s => s with { Loop = null }));
            if (loop is not null) ordered.AddRange(run.Where(s => !IsConstant(s)));
        }
        return ordered.ToSeq();
    }

    static bool IsConstant(Step step) => step.Operands.All(o => !o.Buffer.Batched);
}
