using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;

namespace NetGen.Compiler.Passes;

/// <summary>A map that only one reduction, or sum over channels, reads is computed there.</summary>
static class FuseSources
{
    public static Graph Run(Graph graph)
    {
        var edit = new NodeEdit(graph);
        for (int i = 0; i < edit.Count; i++)
        {
            if (edit[i] is not { Primitive: IHasSource { Source: null } primitive } node) continue;
            Value value = node.Inputs[0];
            int producer = edit.Maker(value);
            if (edit[producer] is not { Primitive: Map { Expressions.Count: 1 } map, Inputs.Count: > 0 } maker) continue;
            if (edit.Readers(value).Count > 1 || edit.IsResult(value) || maker.Loop != node.Loop) continue;
            // A sum over the batch is one kernel, which sees all steps in the same way; others go through them one by one.
            if (primitive is Reduce { Batch: true } && maker.Inputs.Any(v => v.Batched && v.Times != map.Times)) continue;
            if (MapEdit.Operations(map) > MapEdit.MostInside) continue;
            edit.Remove(producer);
            edit.Replace(i, node with { Primitive = primitive.WithSource(map, maker.Inputs.Count), Inputs = maker.Inputs });
        }
        return edit.Finish();
    }
}
