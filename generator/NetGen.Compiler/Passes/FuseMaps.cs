using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Passes;

/// <summary>
/// Joins a map with the map that reads it over the same domain, up to a size. What others still read of the first becomes a further output of the joint map.
/// Constants and mere broadcasts are copied into every map that reads them.
/// </summary>
static class FuseMaps
{
    public static Graph Run(Graph graph)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            var edit = new NodeEdit(graph);
            for (int consumer = 0; consumer < edit.Count; consumer++)
            {
                while (TryFuse(edit, consumer)) changed = true;
            }
            graph = RemoveDead.Run(edit.Finish());
        }
        return graph;
    }

    static bool TryFuse(NodeEdit edit, int consumer)
    {
        if (edit[consumer] is not { Primitive: Map map } reader) return false;
        foreach (Value value in reader.Inputs)
        {
            int producer = edit.Maker(value);
            if (edit[producer] is not { Primitive: Map source } maker) continue;
            int output = IndexOf(maker.Outputs, value);
            if (source.Expressions[output].Op == Op.Constant)
            {
                edit.Replace(consumer, Substitute(reader, map, value, source.Expressions[output], []));
                return true;
            }
            if (source.Domain != map.Domain || source.Times != map.Times) continue;
            if (SinkMaps.IsBroadcast(maker) && (maker.Loop is null || maker.Loop == reader.Loop))
            {
                edit.Replace(consumer, Substitute(reader, map, value, source.Expressions[0], maker.Inputs));
                return true;
            }
            if (maker.Loop != reader.Loop) continue;
            if (maker.Outputs.Any(o => edit.Readers(o) is { Count: > 0 } readers && readers.First() < consumer))
            {
                if (TryAdvance(edit, producer, consumer)) return true;
                continue;
            }
            // What only a reduction reads is computed on its way there, without a place in memory; with a second output it would need one.
            if (IsSource(edit, reader) && maker.Outputs.Any(o => edit.IsResult(o) || edit.Readers(o).Count > 1)) continue;
            if (MapEdit.Operations(source) + MapEdit.Operations(map) > MapEdit.Most) continue;
            Node joint = Join(maker, source, reader, map, o => edit.IsResult(o) || edit.Readers(o).Any(r => r > consumer));
            edit.Remove(producer);
            edit.Replace(consumer, joint);
            return true;
        }
        return false;
    }

    /// <summary>Another reads the first before the map does: then both are computed where the first is, if all else that the map reads is there by then.</summary>
    static bool TryAdvance(NodeEdit edit, int producer, int consumer)
    {
        (Node maker, Node reader) = (edit[producer]!, edit[consumer]!);
        var (source, map) = ((Map)maker.Primitive, (Map)reader.Primitive);
        if (source.Batched || reader.Inputs.Any(i => edit.Maker(i) > producer) || MapEdit.Operations(source) + MapEdit.Operations(map) > MapEdit.Most) return false;
        Node joint = Join(maker, source, reader, map, o => edit.IsResult(o) || edit.Readers(o).Any(r => r != consumer));
        edit.Remove(consumer);
        edit.Replace(producer, joint);
        return true;
    }

    static bool IsSource(NodeEdit edit, Node map) =>
        map.Outputs.Count == 1 && !edit.IsResult(map.Outputs[0])
            && edit.Readers(map.Outputs[0]) is { Count: 1 } readers && edit[readers.First()] is { Primitive: Reduce { Source: null } };

    static int IndexOf(Seq<Value> values, Value value)
    {
        for (int i = 0; i < values.Count; i++)
            if (values[i] == value) return i;
        return -1;
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
            .Select(e => e.Rewrite(n => n.Op == Op.Argument && IndexOf(maker.Outputs, reader.Inputs[n.Index]) is >= 0 and var o ? moved[o] : null))
            .Concat(kept.Select(i => moved[i])).ToSeq();
        (Map joint, Seq<Value> inputs) = MapEdit.Compact(map with { Expressions = expressions }, reader.Inputs.Concat(maker.Inputs).ToSeq());
        return new Node(joint, inputs, reader.Outputs.Concat(kept.Select(i => maker.Outputs[i])).ToSeq(), reader.Layer) { Loop = reader.Loop };
    }
}
