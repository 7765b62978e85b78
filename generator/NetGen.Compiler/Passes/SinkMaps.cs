using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Passes;

/// <summary>
/// A map that makes much of little, as the product of each pair of two vectors, and is read by one loop over time alone, is done in that loop, step by step: fused with its reader
/// it never stands in memory. So a memory's gradient from attention, a sum over all who have asked, takes no memory for each of them.
/// </summary>
static class SinkMaps
{
    public static Graph Run(Graph graph)
    {
        ILookup<Value, Node> readers = graph.Nodes.SelectMany(n => n.Inputs.Select(v => (Value: v, Node: n))).ToLookup(r => r.Value, r => r.Node);
        var others = new HashSet<Value>(graph.Results.Select(r => r.Value).Concat(graph.Carries.Select(c => c.Next)));
        var makers = graph.Nodes.SelectMany(n => n.Outputs.Select(o => (Value: o, Node: n))).ToDictionary(m => m.Value, m => m.Node);
        var sunk = new Dictionary<Node, TimeLoop>();
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (node is not { Primitive: Map { Times: > 1 } map, Loop: null } || node.Outputs.Any(others.Contains)) continue;
            TimeLoop?[] loops = node.Outputs.SelectMany(o => readers[o]).Select(r => r.Loop ?? (sunk.TryGetValue(r, out TimeLoop? loop) ? loop : null)).Distinct().ToArray();
            if (loops is [{ } only] && only.Times == map.Times && map.Domain.Size * node.Outputs.Count > node.Inputs.Sum(Size)) sunk[node] = only;
        }
        if (sunk.Count == 0) return graph;

        var nodes = new List<Node>();
        var entered = new HashSet<TimeLoop>();
        foreach (Node node in graph.Nodes.Where(n => !sunk.ContainsKey(n)))
        {
            if (node.Loop is { } loop && entered.Add(loop))
            {
                nodes.AddRange(graph.Nodes.Where(n => sunk.TryGetValue(n, out TimeLoop? into) && into == loop)
                    .Select(n => n with { Primitive = FindLoops.StepByStep(n.Primitive), Loop = loop }));
            }
            nodes.Add(node);
        }
        return graph with { Nodes = nodes.ToSeq() };

        // Of a time step; a broadcast, which is copied into its readers, is as large as what it is of.
        long Size(Value value) => IsBroadcast(makers[value]) ? Size(makers[value].Inputs[0]) : value.Times > 1 ? value.Shape.Size : 0;
    }

    /// <summary>Whether a node does nothing but to repeat its input.</summary>
    public static bool IsBroadcast(Node node) => node.Primitive is Map { Expressions: [{ Op: Op.Argument }] };
}
