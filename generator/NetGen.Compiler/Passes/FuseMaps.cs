using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Passes;

/// <summary>
/// Joins a map with the map that reads it over the same domain. What others still read of the first becomes a further output of the joint map.
/// Constants and mere broadcasts are copied into every map that reads them.
/// </summary>
static class FuseMaps
{
    public static Graph Run(Graph graph)
    {
        var nodes = graph.Nodes.ToList();
        var results = new HashSet<Value>(graph.Results.Select(r => r.Value));
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int consumer = 0; consumer < nodes.Count; consumer++)
            {
                while (TryFuse(nodes, ref consumer, results)) changed = true;
            }
            nodes = RemoveDead.Run(graph with { Nodes = nodes.ToSeq() }).Nodes.ToList();
        }
        return graph with { Nodes = nodes.ToSeq() };
    }

    static bool TryFuse(List<Node> nodes, ref int consumer, HashSet<Value> results)
    {
        Node reader = nodes[consumer];
        if (reader.Primitive is not Map map) return false;
        foreach (Value value in reader.Inputs)
        {
            int producer = nodes.FindIndex(n => n.Outputs.Contains(value));
            Node maker = nodes[producer];
            if (maker.Primitive is not Map source) continue;
            int output = maker.Outputs.ToList().IndexOf(value);
            if (source.Expressions[output].Op == Op.Constant)
            {
                nodes[consumer] = Substitute(reader, map, value, source.Expressions[output], []);
                return true;
            }
            if (source.Domain != map.Domain || source.Batched != map.Batched) continue;
            if (source.Expressions.Count == 1 && source.Expressions[0].Op == Op.Argument)
            {
                nodes[consumer] = Substitute(reader, map, value, source.Expressions[0], maker.Inputs);
                return true;
            }
            int at = consumer;
            bool first = !nodes.Where((n, i) => i < at && n.Inputs.Any(maker.Outputs.Contains)).Any();
            if (!first) continue;
            nodes[consumer] = Join(maker, source, reader, map,
                o => results.Contains(o) || nodes.Where((n, i) => i > at && n.Inputs.Contains(o)).Any());
            nodes.RemoveAt(producer);
            consumer--;
            return true;
        }
        return false;
    }

    static Node Substitute(Node reader, Map map, Value value, Expr expression, Seq<Value> inputs)
    {
        Expr moved = MapEdit.Shift(expression, reader.Inputs.Count);
        Seq<Expr> expressions = map.Expressions.Select(e => e.Rewrite(n => n.Op == Op.Argument && reader.Inputs[n.Index] == value ? moved : null)).ToSeq();
        (Map joint, Seq<Value> all) = MapEdit.Compact(map with { Expressions = expressions }, reader.Inputs.Concat(inputs).ToSeq());
        return reader with { Primitive = joint, Inputs = all };
    }

    static Node Join(Node maker, Map source, Node reader, Map map, System.Func<Value, bool> stillRead)
    {
        var moved = source.Expressions.Select(e => MapEdit.Shift(e, reader.Inputs.Count)).ToArray();
        var kept = Enumerable.Range(0, moved.Length).Where(i => stillRead(maker.Outputs[i])).ToArray();
        Seq<Expr> expressions = map.Expressions
            .Select(e => e.Rewrite(n => n.Op == Op.Argument && maker.Outputs.ToList().IndexOf(reader.Inputs[n.Index]) is >= 0 and var o ? moved[o] : null))
            .Concat(kept.Select(i => moved[i])).ToSeq();
        (Map joint, Seq<Value> inputs) = MapEdit.Compact(map with { Expressions = expressions }, reader.Inputs.Concat(maker.Inputs).ToSeq());
        return new Node(joint, inputs, reader.Outputs.Concat(kept.Select(i => maker.Outputs[i])).ToSeq(), reader.Layer);
    }
}
