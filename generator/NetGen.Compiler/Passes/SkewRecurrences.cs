using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Passes;

/// <summary>
/// A recurrence whose state is multiplied with filters, and whose next state is made element by element of the parts of that product, is done by <see cref="SkewedStep"/>s, which read
/// half the filters: an LSTM, a GRU, a vanilla RNN, or a scan with one of their cells. It is for few examples, whose time goes into reading filters.
/// </summary>
static class SkewRecurrences
{
    /// <summary>Units are a multiple of this, and two at least, so that on every target they are whole blocks of filters: those of the widest vectors.</summary>
    const int WidestBlock = 32;

    /// <summary>Filters that are too many for a first-level cache; and up to how many it pays more to read half of them than to have another thread read the other half.</summary>
    const int LeastFilters = 1 << 13, MostFilters = 1 << 18;

    /// <summary>Steps that make up for what is done before the first.</summary>
    const int LeastTimes = 4;

    /// <summary>What can be a skewed step: the filters, the number of parts of their product, and the node that makes the next state, as an epilogue of that product.</summary>
    sealed record Recurrence(Value Filters, int Parts, int Maker, Seq<Expr> Epilogue, Seq<Value> Inputs);

    public static Graph Run(Graph graph)
    {
        var edit = new NodeEdit(graph);
        int id = graph.Nodes.Max(n => n.Outputs.Max(o => o.Id)) + 1;
        int carries = graph.Nodes.Select(n => n.Primitive).OfType<Carry>().Select(c => c.Id + 1).DefaultIfEmpty().Max();
        var started = new Dictionary<Node, Seq<Node>>();
        var ahead = new List<CarriedValue>();
        foreach (CarriedValue carried in graph.Carries)
        {
            if (Find(edit, carried) is not { } found) continue;
            (Node start, Node maker) = (edit[edit.Maker(carried.Value)]!, edit[found.Maker]!);
            var carry = (Carry)start.Primitive;
            Value state = Source(edit, carried.Next), first = Ahead(1), before = Ahead(carry.Times), next = Ahead(carry.Times);
            var step = new Node(
                new SkewedStep(state.Shape, found.Parts, found.Epilogue, maker.Outputs.TakeWhile(o => o != state).Count()),
                [carried.Value, found.Filters, before, .. found.Inputs], [.. maker.Outputs, next], maker.Layer) { Loop = maker.Loop };
            edit.Replace(found.Maker, step);
            // A state of zeros, as most start with, has no product.
            Node product = edit[edit.Maker(start.Inputs[0])] is { Primitive: Map { Expressions: [{ Op: Op.Constant, Value: 0 }] } }
                ? new(new Map(first.Shape, first.Times, [0f]), [], [first], maker.Layer)
                : new(new SkewedStart(), [start.Inputs[0], found.Filters], [first], maker.Layer);
            started[step] = [product, new(carry with { Id = carries++ }, [first], [before], maker.Layer)];
            ahead.Add(new CarriedValue(before, next));

            Value Ahead(int times) => new(id++, TensorType.Float(new Shape(found.Filters.Shape[0]), times), state.Name + "_ahead");
        }
        if (ahead.Count == 0) return graph;
        graph = edit.Finish();
        return RemoveDead.Run(graph with
        {
            Nodes = graph.Nodes.SelectMany(n => started.TryGetValue(n, out Seq<Node> before) ? [.. before, n] : (Seq<Node>)[n]).ToSeq(),
            Carries = [.. graph.Carries, .. ahead],
        });
    }

    static Recurrence? Find(NodeEdit edit, CarriedValue carried)
    {
        int place = edit.Maker(Source(edit, carried.Next));
        if (edit[place] is not { Loop.Times: >= LeastTimes } maker) return null;
        int units = (int)carried.Value.Shape.Size;
        if (units % WidestBlock != 0 || units < 2 * WidestBlock || !IsVector(carried.Value.Shape)) return null;
        if (maker.Primitive is Convolution whole)
            return IsProduct(maker) && maker.Inputs[1].Shape[0] == units ? new Recurrence(maker.Inputs[1], 1, place, whole.Epilogue ?? [Expr.Argument(0)], maker.Inputs.Skip(2).ToSeq()) : null;
        if (maker.Primitive is not Map map || map.Domain.Size != units || !IsVector(map.Domain)) return null;
        foreach (Value input in maker.Inputs)
        {
            if (edit[edit.Maker(input)] is not { Primitive: Split { Axis: 0 } split } parts || split.Lengths.Any(length => length != units) || !parts.Outputs.All(part => IsFor(part, place))) continue;
            int product = edit.Maker(Source(edit, parts.Inputs[0]));
            if (edit[product] is { Outputs.Count: 1, Primitive: Convolution convolution } node && node.Loop == maker.Loop && IsProduct(node) && LeadsTo(node.Outputs[0], edit.Maker(input))
                && !Expr.Nodes(convolution.Epilogue ?? []).Any(e => e.Op is Op.Coordinate or Op.ElementIndex))
                return InParts(maker, map, parts.Outputs, node, convolution.Epilogue?[0] ?? Expr.Argument(0));
        }
        return null;

        bool IsProduct(Node node) => node.Primitive is Convolution { Groups: 1 } convolution && convolution.Geometry.Padding == Padding.None && Source(edit, node.Inputs[0]) == carried.Value
            && node.Inputs[1].Shape is { Rank: 4, Size: > LeastFilters and <= MostFilters } filters && filters[1] == units && filters[2] * filters[3] == 1;

        bool IsFor(Value value, int reader) => !edit.IsResult(value) && edit.Readers(value).All(r => r == reader);

        // And to nothing else, be it under other shapes.
        bool LeadsTo(Value value, int reader) => !edit.IsResult(value) && edit.Readers(value) is { Count: 1 } readers
            && (readers.First() == reader || (edit[readers.First()] is { Primitive: Reshape } view && LeadsTo(view.Outputs[0], reader)));

        Recurrence InParts(Node maker, Map map, Seq<Value> parts, Node product, Expr sum)
        {
            // What the product's epilogue reads is an argument for each part, unless it is the same for all. The parts themselves are the first arguments.
            var inputs = new List<Value>();
            int arguments = parts.Count;
            int[] ofProduct = product.Inputs.Skip(2).Select(Add).ToArray();
            Expr[] sums = parts.Select((_, part) => sum.Rewrite(e => e.Op != Op.Argument ? null
                : Expr.Argument(e.Index == 0 ? part : ofProduct[e.Index - 1] + (IsWhole(product.Inputs[e.Index + 1]) ? part : 0)))).ToArray();
            Expr[] ofMap = maker.Inputs.Select(input => parts.TakeWhile(p => p != input).Count() is var part && part < parts.Count ? sums[part] : Expr.Argument(Add(input))).ToArray();
            Seq<Expr> epilogue = map.Expressions.Select(expression => expression.Rewrite(e => e.Op == Op.Argument ? ofMap[e.Index] : null)).ToSeq();
            return new Recurrence(product.Inputs[1], parts.Count, place, epilogue, inputs.ToSeq());

            // The number of its first argument.
            int Add(Value input)
            {
                inputs.Add(input);
                int first = arguments;
                arguments += IsWhole(input) ? parts.Count : 1;
                return first;
            }

            bool IsWhole(Value value) => value.Shape.Size == product.Outputs[0].Shape.Size;
        }
    }

    /// <summary>The value that this one is under another shape. An image stands in another order than the vector that it is flattened to.</summary>
    static Value Source(NodeEdit edit, Value value)
    {
        while (edit[edit.Maker(value)] is { Primitive: Reshape } view && IsVector(value.Shape) && IsVector(view.Inputs[0].Shape)) value = view.Inputs[0];
        return value;
    }

    static bool IsVector(Shape shape) => shape.Rank > 0 && shape[0] == shape.Size;
}
