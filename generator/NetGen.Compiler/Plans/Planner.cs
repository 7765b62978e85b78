using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Schedules;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Plans;

/// <summary>A graph becomes a program for a target: copies, layouts, kernels, memory.</summary>
static class Planner
{
    public static (Plan Plan, Placement Placement) Run(Graph graph, Target target, bool straightLine)
    {
        graph = CopyInsertion.Run(graph);
        Verifier.Check(graph, "copy insertion");
        var placement = new Placement(graph, target);
        var lowering = new Lowering(target, placement.Places, straightLine);
        foreach (Node node in graph.Nodes)
        {
            lowering.Layer = node.Layer;
            if (node.Primitive is not (Primitives.Reshape or Primitives.Slice or Primitives.Input or Primitives.Parameter))
                foreach (Value output in node.Outputs)
                    if (placement.Halos.TryGetValue(output, out Halo? halo)) HaloFill.Lower(lowering, placement.Places[output], output.Shape, halo, output.Batched);
            node.Primitive.Lower(lowering, node);
        }
        (Dictionary<Buffer, long> offsets, long batched, long constant) = MemoryPlanner.Plan(lowering.Steps, placement.Loss);
        return (new Plan(lowering.Steps.ToSeq(), offsets, batched, constant, placement.Loss), placement);
    }
}
