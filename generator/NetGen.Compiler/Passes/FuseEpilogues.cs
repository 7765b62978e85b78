using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Passes;

/// <summary>
/// A map over the whole result of a contraction or a window is computed in that kernel, on values still in registers: bias, activation,
/// residual addition, and in the backward pass the derivative of the activation before.
/// </summary>
static class FuseEpilogues
{
    public static Graph Run(Graph graph)
    {
        var nodes = graph.Nodes.ToList();
        for (int i = 0; i < nodes.Count; i++)
        {
            Node root = nodes[i];
            if (root.Primitive is not IHasEpilogue { Epilogue: null } primitive || root.Outputs.Count != 1) continue;
            Value value = root.Outputs[0];
            int first = nodes.FindIndex(n => n.Inputs.Contains(value));
            if (first < 0 || nodes[first].Primitive is not Map map || map.Domain != value.Shape || map.Batched != value.Batched) continue;
            bool kept = graph.Results.Any(r => r.Value == value) || nodes.Where((n, k) => k > first && n.Inputs.Contains(value)).Any();

            // The result itself is argument 0 of the epilogue; the map's other inputs follow.
            Node reader = nodes[first];
            var others = reader.Inputs.Where(v => v != value).ToList();
            IEnumerable<Expr> expressions = map.Expressions.Select(e => e.Rewrite(n =>
                n.Op != Op.Argument ? null : reader.Inputs[n.Index] == value ? Expr.Argument(0) : Expr.Argument(1 + others.IndexOf(reader.Inputs[n.Index]))));
            if (kept) expressions = expressions.Append(Expr.Argument(0));
            nodes[first] = new Node(primitive.WithEpilogue(expressions.ToSeq()), root.Inputs.Concat(others).ToSeq(),
                reader.Outputs.Concat(kept ? [value] : []).ToSeq(), root.Layer);
            nodes.RemoveAt(i);
            i--;
        }
        return graph with { Nodes = nodes.ToSeq() };
    }
}
