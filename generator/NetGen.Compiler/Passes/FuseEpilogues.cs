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
        var edit = new NodeEdit(graph);
        for (int i = 0; i < edit.Count; i++)
        {
            if (edit[i] is not { Primitive: IHasEpilogue { Epilogue: null } primitive, Outputs.Count: 1 } root) continue;
            Value value = root.Outputs[0];
            if (edit.Readers(value).Count == 0) continue;
            int first = edit.Readers(value).First();
            if (edit[first] is not { Primitive: Map map } reader || map.Domain != value.Shape || map.Times != value.Times || reader.Loop != root.Loop) continue;
            // Outside of loops a value of each example would make the whole product go step by step.
            if (root.Loop is null && reader.Inputs.Any(v => v.Batched && v.Times != value.Times)) continue;
            if (MapEdit.Operations(map) > MapEdit.MostInside) continue;
            bool kept = edit.IsResult(value) || edit.Readers(value).Count > 1;

            // The result itself is argument 0 of the epilogue; the map's other inputs follow.
            var others = reader.Inputs.Where(v => v != value).ToList();
            IEnumerable<Expr> expressions = map.Expressions.Select(e => e.Rewrite(n =>
                n.Op != Op.Argument ? null : reader.Inputs[n.Index] == value ? Expr.Argument(0) : Expr.Argument(1 + others.IndexOf(reader.Inputs[n.Index]))));
            if (kept) expressions = expressions.Append(Expr.Argument(0));
            edit.Remove(i);
            edit.Replace(first, new Node(primitive.WithEpilogue(expressions.ToSeq()), root.Inputs.Concat(others).ToSeq(),
                reader.Outputs.Concat(kept ? [value] : []).ToSeq(), root.Layer) { Loop = root.Loop });
        }
        return edit.Finish();
    }
}
