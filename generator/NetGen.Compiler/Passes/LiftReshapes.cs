using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Passes;

/// <summary>
/// A map over vectors [F] that reads the reshaped result [F, 1, 1] of a contraction becomes a map over [F, 1, 1] and a reshape behind it,
/// so that it can become the contraction's epilogue.
/// </summary>
static class LiftReshapes
{
    public static Graph Run(Graph graph)
    {
        int nextId = graph.Nodes.Max(n => n.Outputs.Max(o => o.Id)) + 1;
        var makers = new Dictionary<Value, Node>();
        var nodes = new List<Node>();
        foreach (Node node in graph.Nodes)
        {
            if (node.Primitive is Map { Domain.Rank: 1 } map && node.Inputs.Any(IsColumn)) Lift(node, map);
            else Append(node);
        }
        return graph with { Nodes = nodes.ToSeq() };

        bool IsColumn(Value value) => makers.TryGetValue(value, out Node? maker) && maker.Primitive is Reshape && maker.Inputs[0].Shape is { Rank: 3 } s && s[1] == 1 && s[2] == 1;

        void Lift(Node node, Map map)
        {
            var inputs = node.Inputs.Select(i =>
                i.Shape.Rank == 0 ? i : IsColumn(i) ? makers[i].Inputs[0] : Reshaped(i, Column(i.Shape), i.Name, node.Layer)).ToSeq();
            var lifted = new Node(map with { Domain = Column(map.Domain) }, inputs,
                node.Outputs.Select(o => new Value(nextId++, o.Type with { Shape = Column(o.Shape) }, o.Name)).ToSeq(), node.Layer) { Loop = node.Loop };
            Append(lifted);
            for (int i = 0; i < node.Outputs.Count; i++)
                Append(new Node(new Reshape(node.Outputs[i].Shape), [lifted.Outputs[i]], [node.Outputs[i]], node.Layer) { Loop = node.Loop });
        }

        Value Reshaped(Value value, Shape shape, string name, string layer)
        {
            var result = new Value(nextId++, value.Type with { Shape = shape }, name);
            Append(new Node(new Reshape(shape), [value], [result], layer));
            return result;
        }

        void Append(Node node)
        {
            nodes.Add(node);
            foreach (Value output in node.Outputs) makers[output] = node;
        }
    }

    static Shape Column(Shape vector) => new(vector[0], 1, 1);
}
