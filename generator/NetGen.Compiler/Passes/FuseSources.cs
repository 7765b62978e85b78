using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Passes;

/// <summary>A map that only one reduction reads is computed inside the reduction.</summary>
static class FuseSources
{
    public static Graph Run(Graph graph)
    {
        var nodes = graph.Nodes.ToList();
        for (int i = 0; i < nodes.Count; i++)
        {
            Node node = nodes[i];
            if (node.Primitive is not Reduce { Source: null } reduce) continue;
            int producer = nodes.FindIndex(n => n.Outputs.Contains(node.Inputs[0]));
            Node maker = nodes[producer];
            if (maker.Primitive is not Map { Expressions.Count: 1 } map || maker.Inputs.Count == 0) continue;
            Value value = maker.Outputs[0];
            if (nodes.Count(n => n.Inputs.Contains(value)) > 1 || graph.Results.Any(r => r.Value == value)) continue;
            nodes[i] = node with { Primitive = reduce with { Source = map }, Inputs = maker.Inputs };
            nodes.RemoveAt(producer);
            i--;
        }
        return graph with { Nodes = nodes.ToSeq() };
    }
}
