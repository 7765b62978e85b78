using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Passes;

/// <summary>Equal primitives of equal inputs are computed once. Reshapes of reshapes are one, and none where the shape is the same.</summary>
static class MergeEqual
{
    public static Graph Run(Graph graph)
    {
        var replaced = new Dictionary<Value, Value>();
        var known = new Dictionary<(Primitive, Seq<Value>), Node>();
        var makers = new Dictionary<Value, Node>();
        var kept = new List<Node>();
        foreach (Node original in graph.Nodes)
        {
            Node node = original with { Inputs = original.Inputs.Select(Resolve).ToSeq() };
            if (node.Primitive is Primitives.Reshape)
            {
                while (makers.TryGetValue(node.Inputs[0], out Node? inner) && inner.Primitive is Primitives.Reshape) node = node with { Inputs = inner.Inputs };
                if (node.Inputs[0].Shape == node.Outputs[0].Shape)
                {
                    replaced[node.Outputs[0]] = node.Inputs[0];
                    continue;
                }
            }
            if (known.TryGetValue((node.Primitive, node.Inputs), out Node? same) && same.Loop == node.Loop)
            {
                for (int i = 0; i < node.Outputs.Count; i++) replaced[node.Outputs[i]] = same.Outputs[i];
                continue;
            }
            known[(node.Primitive, node.Inputs)] = node;
            foreach (Value output in node.Outputs) makers[output] = node;
            kept.Add(node);
        }
        return new Graph(kept.ToSeq(), graph.Results.Select(r => r with { Value = Resolve(r.Value) }).ToSeq())
        {
            Carries = graph.Carries.Select(c => c with { Next = Resolve(c.Next) }).ToSeq(),
        };

        Value Resolve(Value value) => replaced.TryGetValue(value, out Value? other) ? other : value;
    }
}
