using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Passes;

/// <summary>
/// Trades time for memory in recurrences: what the gradient's loop would read of the forward loop, but for what is carried, it computes again from what is carried; and so it does
/// with what only loops read, as the input's part of the gates. So of a forward step only what is carried is kept.
/// </summary>
static class Recompute
{
    public static Graph Run(Graph graph)
    {
        var makers = graph.Nodes.SelectMany(n => n.Outputs.Select(o => (Value: o, Node: n))).ToDictionary(m => m.Value, m => m.Node);
        var kept = new HashSet<Value>(graph.Carries.SelectMany(c => new[] { c.Value, c.Next }));
        HashSet<Node> forLoops = OnlyForLoops(graph);
        int nextId = graph.Nodes.SelectMany(n => n.Outputs).Max(o => o.Id) + 1;
        var copies = new Dictionary<(Value, TimeLoop), Value>();
        var nodes = new List<Node>();
        for (int i = 0; i < graph.Nodes.Count;)
        {
            TimeLoop? loop = graph.Nodes[i].Loop;
            Node[] together = graph.Nodes.Skip(i).TakeWhile(n => n.Loop == loop).ToArray();
            i += together.Length;
            // What is computed again stands before what reads it: at the beginning of a step.
            Node[] reading = loop is null ? together : together.Select(n => n with { Inputs = n.Inputs.Select(v => Again(v, loop)).ToSeq() }).ToArray();
            nodes.AddRange(reading);
        }
        return graph with { Nodes = nodes.ToSeq() };

        Value Again(Value value, TimeLoop loop)
        {
            Node maker = makers[value];
            if (maker.Loop == loop || kept.Contains(value) || (maker.Loop is null && !forLoops.Contains(maker))) return value;
            if (copies.TryGetValue((value, loop), out Value? copy)) return copy;
            Seq<Value> inputs = maker.Inputs.Select(v => Again(v, loop)).ToSeq();
            Seq<Value> outputs = maker.Outputs.Select(o => new Value(nextId++, o.Type, o.Name + "_again")).ToSeq();
            for (int o = 0; o < outputs.Count; o++) copies[(maker.Outputs[o], loop)] = outputs[o];
            nodes.Add(new Node(maker.Loop is null ? FindLoops.StepByStep(maker.Primitive) : maker.Primitive, inputs, outputs, maker.Layer) { Loop = loop });
            return copies[(value, loop)];
        }
    }

    /// <summary>What is done for all steps together and read by loops alone: contractions and maps before them.</summary>
    static HashSet<Node> OnlyForLoops(Graph graph)
    {
        ILookup<Value, Node> readers = graph.Nodes.SelectMany(n => n.Inputs.Select(v => (Value: v, Node: n))).ToLookup(r => r.Value, r => r.Node);
        var others = new HashSet<Value>(graph.Results.Select(r => r.Value).Concat(graph.Carries.Select(c => c.Next)));
        var found = new HashSet<Node>();
        foreach (Node node in graph.Nodes.Reverse())
            if (node.Loop is null && node.Primitive is Convolution or Map or Reshape or Split
                && node.Outputs.All(o => o.Times > 1 && !others.Contains(o) && readers[o].All(r => r.Loop is not null || found.Contains(r)))) found.Add(node);
        return found;
    }
}
