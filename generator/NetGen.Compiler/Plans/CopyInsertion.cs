using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Plans;

/// <summary>
/// Adds copies where a reader needs a value in another form than its maker gives: the caller's images in kernel order with their halo, two different
/// halos of one value, outputs in the caller's order, reshapes of images.
/// </summary>
static class CopyInsertion
{
    public static Graph Run(Graph graph)
    {
        int nextId = graph.Nodes.Max(n => n.Outputs.Max(o => o.Id)) + 1;
        var makers = new Dictionary<Value, Node>();
        var halos = new Dictionary<Value, Halo>();
        var copies = new Dictionary<(Value, float), Value>();
        // What is also read under another shape as it stands has no halo: that needs contiguous memory.
        var viewed = new HashSet<Value>(graph.Nodes.Where(n => n.Primitive is Reshape && (IsView(n) || !IsImage(n.Inputs[0].Shape))).Select(n => n.Inputs[0]));
        // Nor has what is carried on, which shares its memory with the step before.
        foreach (Node node in graph.Nodes)
            foreach (Value output in node.Outputs) makers[output] = node;
        viewed.UnionWith(graph.Carries.SelectMany(c => new[] { c.Value, Root(makers, c.Next) }));
        makers.Clear();
        var nodes = new List<Node>();
        foreach (Node original in graph.Nodes)
        {
            Node node = original;
            Seq<TensorType> types = node.Inputs.Select(i => i.Type).ToSeq();
            node = node with { Inputs = node.Inputs.Select((input, i) => Operand(node, input, i, types)).ToSeq() };
            if (node.Primitive is Reshape && !IsView(node))
            {
                // By way of canonical order, in which any shape reads the same.
                Value flat = IsImage(node.Inputs[0].Shape) ? Copy(node.Inputs[0], new Shape((int)node.Inputs[0].Shape.Size), node) : node.Inputs[0];
                if (IsImage(node.Outputs[0].Shape))
                {
                    Append(new Node(new ToImage(node.Outputs[0].Shape), [flat], node.Outputs, node.Layer));
                    continue;
                }
                node = node with { Inputs = [flat] };
            }
            else if (node.Primitive is Reshape && makers[node.Inputs[0]] is { Primitive: Split } split && !IsContiguous(split))
            {
                node = node with { Inputs = [Duplicate(node.Inputs[0], "_part", node.Layer)] };
            }
            Append(node);
        }
        var claimed = new HashSet<Value>();
        var made = new HashSet<Value>(graph.Nodes.SelectMany(n => n.Outputs));
        var read = new HashSet<Value>(nodes.Where(n => n.Primitive is not Reshape).SelectMany(n => n.Inputs).Select(i => Root(makers, i)));
        Seq<CarriedValue> carries = graph.Carries.Select(carry =>
        {
            Value root = Root(makers, carry.Next);
            if (makers[root].Primitive is not (Input or Parameter or Split or Carry or Take) && claimed.Add(root)) return carry;
            Value copy = Duplicate(carry.Next, "_next", makers[root].Layer);
            claimed.Add(copy);
            return carry with { Next = copy };
        }).ToSeq();
        var results = graph.Results.Select(result =>
        {
            Value root = Root(makers, result.Value);
            bool direct = makers[root].Primitive is not (Input or Parameter or Split or RandomKeys or Carry or Take) && !halos.ContainsKey(root) && claimed.Add(root)
                && (result.Kind == ResultKind.Loss || !read.Contains(root))
                && !(result.Kind != ResultKind.Loss && made.Contains(root) && IsImage(root.Shape) && makers[root].Primitive is not Stack);
            if (direct) return result;
            Value copy = new(nextId++, result.Value.Type with { Element = ElementType.Float }, result.Name);
            Append(new Node(new Map(copy.Shape, copy.Times, [Expr.Argument(0)]), [result.Value], [copy], "output"));
            read.Add(root);
            return result with { Value = copy };
        }).ToSeq();
        return FindLoops.RunWithMixed(new Graph(nodes.ToSeq(), results) { Carries = carries });

        Value Operand(Node node, Value input, int index, Seq<TensorType> types)
        {
            Halo? needed = node.Primitive.InputHalo(index, types);
            Node maker = makers[input];
            bool callers = maker.Primitive switch
            {
                // The vectors of a gradient are loaded whole, which may read behind the end of the caller's memory.
                Input => (IsImage(input.Shape) && node.Primitive is not (Map or Reduce or Concat or Reshape or Unstack))
                    || (node.Primitive is ConvolutionWeightGradient && index == 1),
                // Maps in kernel order read a parameter that has the shape of an image, each once for all examples.
                Parameter => IsImage(input.Shape) && node.Primitive is Map,
                _ => false,
            };
            if (needed is null && !callers) return input;
            needed ??= Halo.None;
            bool view = viewed.Contains(input) || maker.Primitive is Input or Parameter or Split or Take || (maker.Primitive is Reshape && IsView(maker));
            bool fits = needed.IsEmpty || (!view && (!halos.TryGetValue(input, out Halo? held) || held.Agrees(needed)));
            if (fits && !callers)
            {
                if (!needed.IsEmpty) halos[input] = needed;
                return input;
            }
            if (!copies.TryGetValue((input, needed.Fill), out Value? copy))
                copies[(input, needed.Fill)] = copy = Duplicate(input, callers ? "_image" : "_padded", node.Layer);
            return copy;
        }

        Value Duplicate(Value value, string suffix, string layer)
        {
            var copy = new Value(nextId++, value.Type, value.Name + suffix);
            Append(new Node(new Map(value.Shape, value.Times, [Expr.Argument(0)]), [value], [copy], layer));
            return copy;
        }

        Value Copy(Value image, Shape shape, Node node)
        {
            var copy = new Value(nextId++, image.Type with { Shape = shape }, image.Name + "_flat");
            Append(new Node(new FromImage(shape), [image], [copy], node.Layer));
            return copy;
        }

        void Append(Node node)
        {
            nodes.Add(node);
            foreach (Value output in node.Outputs) makers[output] = node;
        }
    }

    /// <summary>The halo each value gets: all that its readers need.</summary>
    public static Dictionary<Value, Halo> Halos(Graph graph)
    {
        var halos = new Dictionary<Value, Halo>();
        foreach (Node node in graph.Nodes)
        {
            Seq<TensorType> types = node.Inputs.Select(i => i.Type).ToSeq();
            for (int i = 0; i < node.Inputs.Count; i++)
                if (node.Primitive.InputHalo(i, types) is { IsEmpty: false } halo)
                    halos[node.Inputs[i]] = halos.TryGetValue(node.Inputs[i], out Halo? other) ? other.Union(halo) : halo;
        }
        return halos;
    }

    /// <summary>Whether kernel order and canonical order differ for the shape.</summary>
    public static bool IsImage(Shape shape) => shape.Rank == 3 && shape[0] > 1 && shape[1] * shape[2] > 1;

    /// <summary>Whether the elements of a part stand without gaps: it is of the outermost axis, and of a value in canonical order.</summary>
    static bool IsContiguous(Node split) =>
        !IsImage(split.Inputs[0].Shape) && split.Inputs[0].Shape.Dims.Take(((Split)split.Primitive).Axis).All(dim => dim == 1);

    public static bool IsView(Node reshape) => !reshape.Inputs[0].Batched || (!IsImage(reshape.Inputs[0].Shape) && !IsImage(reshape.Outputs[0].Shape));

    /// <summary>The value whose memory a value is, seen through views.</summary>
    public static Value Root(IReadOnlyDictionary<Value, Node> makers, Value value)
    {
        while (makers[value] is { Primitive: Reshape } node && IsView(node)) value = node.Inputs[0];
        return value;
    }
}
