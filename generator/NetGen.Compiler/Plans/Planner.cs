using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetGen.Compiler.Graphs;
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
    public static (Plan Plan, Placement Placement) Run(Graph graph, Target target, LoweredNodes lowered, bool straightLine, CancellationToken cancel)
    {
        var placement = new Placement(graph, target);
        var lowering = new Lowering(target, placement, lowered, straightLine);
        foreach (Node node in graph.Nodes)
        {
            cancel.ThrowIfCancellationRequested();
            lowering.Layer = node.Layer;
            if (node.Primitive is not (Primitives.Reshape or Primitives.Split or Primitives.Input or Primitives.Parameter))
                foreach (Value output in node.Outputs)
                    if (placement.Halos.TryGetValue(output, out Halo? halo)) HaloFill.Lower(lowering, placement.Places[output], output.Shape, halo, output.Batched);
            lowering.Lower(node);
        }
        (Dictionary<Buffer, long> offsets, long batched, long constant) = MemoryPlanner.Plan(lowering.Steps, placement.Loss);
        return (new Plan(lowering.Steps.ToSeq(), offsets, batched, constant, placement.Loss), placement);
    }
}
