using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Passes;

/// <summary>Removes nodes none of whose outputs is used, and outputs of maps that nobody uses.</summary>
static class RemoveDead
{
    public static Graph Run(Graph graph)
    {
        var used = new HashSet<Value>(graph.Results.Select(r => r.Value));
        // What is carried on to a step that is used.
        for (int before = -1; before < used.Count && graph.Carries.Count > 0;)
        {
            before = used.Count;
            foreach (Node node in graph.Nodes.Reverse())
                if (node.Outputs.Any(used.Contains)) used.UnionWith(node.Inputs);
            used.UnionWith(graph.Carries.Where(c => used.Contains(c.Value)).Select(c => c.Next));
        }
        if (graph.Carries.Count > 0) used = new HashSet<Value>(graph.Results.Select(r => r.Value).Concat(graph.Carries.Where(c => used.Contains(c.Value)).Select(c => c.Next)));
        var kept = new List<Node>();
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (!node.Outputs.Any(used.Contains)) continue;
            Node live = node.Primitive is Primitives.Map map && !node.Outputs.All(used.Contains) ? Trim(node, map, used) : node;
            kept.Add(live);
            used.UnionWith(live.Inputs);
        }
        kept.Reverse();
        return graph with { Nodes = kept.ToSeq(), Carries = graph.Carries.Where(c => used.Contains(c.Value)).ToSeq() };
    }

    static Node Trim(Node node, Primitives.Map map, HashSet<Value> used)
    {
        var live = Enumerable.Range(0, node.Outputs.Count).Where(i => used.Contains(node.Outputs[i])).ToArray();
        (Primitives.Map trimmed, Seq<Value> inputs) = MapEdit.Compact(map with { Expressions = live.Select(i => map.Expressions[i]).ToSeq() }, node.Inputs);
        return node with { Primitive = trimmed, Inputs = inputs, Outputs = live.Select(i => node.Outputs[i]).ToSeq() };
    }
}
