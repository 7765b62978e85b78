using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layouts;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Plans;

/// <summary>
/// Decides where every value lives: its buffer and its layout. The graph it is given has copies where a value must stand in two ways
/// (<see cref="CopyInsertion"/>).
/// </summary>
sealed class Placement
{
    const int PageFloats = 1024;

    readonly Graph graph;
    readonly Target target;
    readonly Dictionary<Value, Node> makers = [];
    readonly Dictionary<Value, Place> places = [];
    readonly Dictionary<Value, (Value Filters, int Groups)> filterReaders = [];
    readonly Dictionary<Value, Buffer> forced = [];
    readonly HashSet<string> names = [];
    readonly Dictionary<Value, Recurrence> recurrences = []; // by the carried value and by the root of its next
    readonly Dictionary<Value, (Node Concat, int Start)> parts = []; // vectors that are made where they will stand behind each other
    readonly HashSet<Value> kept = []; // roots of sequences of which more than the present step is needed

    public Placement(Graph graph, Target target)
    {
        (this.graph, this.target) = (graph, target);
        Halos = CopyInsertion.Halos(graph);
        foreach (Node node in graph.Nodes)
            foreach (Value output in node.Outputs) makers[output] = node;
        foreach (Node node in graph.Nodes) FindFilters(node);
        foreach (Result result in graph.Results) Force(result);
        foreach (CarriedValue carry in graph.Carries) Recur(carry);
        FindParts();
        FindKept();
        foreach (Node node in graph.Nodes) Place(node);
    }

    public IReadOnlyDictionary<Value, Place> Places => places;

    public IReadOnlyDictionary<Value, Halo> Halos { get; }

    public Buffer? Loss { get; private set; }

    /// <summary>Layout of every parameter the graph reads, by name.</summary>
    public Dictionary<string, FilterLayout?> Parameters { get; } = [];

    void Force(Result result)
    {
        Value root = CopyInsertion.Root(makers, result.Value);
        forced[root] = result.Kind switch
        {
            ResultKind.Output => new Buffer(result.Name, BufferKind.Argument, (int)root.Shape.Size, batched: true),
            ResultKind.State => new Buffer(result.Name, BufferKind.Parameter, 0, batched: false),
            ResultKind.Gradient => new Buffer(result.Name, BufferKind.Gradient, 0, batched: false),
            _ => Loss = Arena("loss", 1, batched: false),
        };
    }

    /// <summary>A carried value and its next: one buffer, in which one is a slot behind the other; or, where each step only changes the one before element by element, in the same
    /// place.</summary>
    sealed class Recurrence(Carry carry, Value carried, Value next, bool inPlace)
    {
        Buffer? buffer;

        public Place Place(Value value, Layout layout, System.Func<string, int, int, Buffer> arena)
        {
            buffer ??= arena(next.Name, Apart(layout.Size), inPlace ? 1 : carry.Times + 1);
            return new Place(buffer, layout) { Time = inPlace ? default : new TimePlace((value == carried) == carry.Reverse ? 1 : 0, true, 0) };
        }
    }

    void Recur(CarriedValue carried)
    {
        var carry = (Carry)makers[carried.Value].Primitive;
        Value root = CopyInsertion.Root(makers, carried.Next);
        Node[] readers = [.. graph.Nodes.Where(n => n.Inputs.Any(i => CopyInsertion.Root(makers, i) == carried.Value || CopyInsertion.Root(makers, i) == root))];
        bool inPlace = root.Shape == carried.Value.Shape && makers[root] is { Primitive: Map or SkewedStep, Loop: not null } maker
            && !(maker.Primitive is SkewedStep && CopyInsertion.Root(makers, maker.Inputs[0]) == carried.Value)
            && readers.All(r => r == maker || (r.Primitive is Take take && take.Last == !carry.Reverse && r.Inputs[0] == root));
        var recurrence = new Recurrence(carry, carried.Value, root, inPlace);
        recurrences[carried.Value] = recurrences[root] = recurrence;
    }

    /// <summary>Vectors that a map makes and a concatenation reads are made in their part of it: then there is nothing to copy.</summary>
    void FindParts()
    {
        foreach (Node node in graph.Nodes)
        {
            if (node.Primitive is not Concat || node.Outputs[0] is not { Shape.Rank: 1 } whole
                || recurrences.ContainsKey(whole) || forced.ContainsKey(whole) || parts.ContainsKey(whole))
                continue;
            int start = 0;
            foreach (Value input in node.Inputs)
            {
                bool fits = makers[input] is { Primitive: Map } maker && maker.Loop == node.Loop && input.Times == whole.Times && !input.Shape.Equals(Shape.Scalar)
                    && !recurrences.ContainsKey(input) && !forced.ContainsKey(input) && !filterReaders.ContainsKey(input) && !parts.ContainsKey(input)
                    && node.Inputs.Count(i => i == input) == 1;
                if (fits) parts[input] = (node, start);
                start += input.Shape[0];
            }
        }
    }

    /// <summary>A value of a loop that only the loop reads, in the step that makes it, needs memory for one step.</summary>
    void FindKept()
    {
        foreach (Node node in graph.Nodes)
        {
            foreach (Value input in node.Inputs)
            {
                if (input.Times <= 1) continue;
                Value root = Origin(input);
                if (node.Primitive is Reshape or Split) continue;
                if (node.Loop is null || makers[root].Loop != node.Loop) kept.Add(root);
            }
        }
        foreach (KeyValuePair<Value, (Node Concat, int Start)> part in parts)
            if (kept.Contains(part.Key)) kept.Add(part.Value.Concat.Outputs[0]);
        // Views outside of the loop are only names.
        Value Origin(Value value)
        {
            while (makers[value] is { Primitive: Split or Reshape } view && (view.Primitive is Split || CopyInsertion.IsView(view))) value = view.Inputs[0];
            return value;
        }
    }

    void Place(Node node)
    {
        switch (node.Primitive)
        {
            case Input input:
                places[node.Outputs[0]] = new Place(
                    new Buffer(node.Outputs[0].Name, BufferKind.Argument, (int)input.Type.Shape.Size, batched: true, input.Type.Element == ElementType.Int),
                    Layout.RowMajor(input.Type.Shape));
                break;
            case Parameter parameter:
                FilterLayout? order = filterReaders.TryGetValue(node.Outputs[0], out var reader) ? FilterLayout.For(reader.Filters.Shape, reader.Groups, target) : null;
                Parameters[parameter.Name] = order;
                places[node.Outputs[0]] = new Place(new Buffer(parameter.Name, BufferKind.Parameter, 0, false), Layout.RowMajor(parameter.Shape), order);
                break;
            case Take take:
                Place sequence = places[node.Inputs[0]];
                places[node.Outputs[0]] = sequence.At(take.Last ? node.Inputs[0].Times - 1 : 0);
                break;
            case Reshape when CopyInsertion.IsView(node):
                Place source = places[node.Inputs[0]];
                places[node.Outputs[0]] = source with { Plain = source.Plain is { } plain ? Layout.RowMajor(node.Outputs[0].Shape) with { Offset = plain.Offset } : null };
                break;
            case Split split:
                Place whole = places[node.Inputs[0]];
                int start = 0;
                foreach (Value part in node.Outputs)
                {
                    places[part] = whole with { Plain = whole.Layout with { Offset = whole.Layout.Offset + (start * whole.Layout.Strides[split.Axis]) } };
                    start += part.Shape[split.Axis];
                }
                break;
            default:
                foreach (Value output in node.Outputs) places[output] = Result(node, output);
                break;
        }
    }

    Place Result(Node node, Value output)
    {
        if (places.TryGetValue(output, out Place? known)) return known; // of a concatenation whose parts are made already
        if (parts.TryGetValue(output, out var part))
        {
            Value all = part.Concat.Outputs[0];
            Place whole = places[all] = Result(part.Concat, all);
            return whole with { Plain = Layout.RowMajor(output.Shape) with { Offset = part.Start, Size = whole.Layout.Size } };
        }
        FilterLayout? filters = node.Primitive is ConvolutionWeightGradient gradient ? FilterLayout.For(gradient.Filters, gradient.Groups, target)
            : node.Primitive is WinogradFilters ? FilterLayout.For(output.Shape, 1, target)
            : node.Primitive is Map ? node.Inputs.Select(i => places[i].Filters).FirstOrDefault(f => f is not null) : null;
        bool isForced = forced.TryGetValue(output, out Buffer? buffer); // in the order in which the caller or the parameter is
        Layout layout = output.Shape.Rank == 3 && !isForced
            ? Layout.Image(output.Shape, Halos.TryGetValue(output, out Halo? halo) ? halo.Sides : Padding.None)
            : Layout.RowMajor(output.Shape);
        if (recurrences.TryGetValue(output, out Recurrence? recurrence)) return recurrence.Place(output, layout, (name, size, slots) => Arena(name, size, batched: true, slots));
        bool isSequence = output.Times > 1 && (node.Loop is null || kept.Contains(output));
        buffer ??= Arena(output.Name, filters?.Size ?? (output.Batched ? Apart(layout.Size) : layout.Size), output.Batched, isSequence ? output.Times : 1);
        return new Place(buffer, filters is null ? layout : null, filters) { Time = new TimePlace(0, isSequence, 0) };
    }

    /// <summary>Rows of a tile may be examples. A whole number of pages apart they would share a few lines of the first-level cache, and push each other out.</summary>
    static int Apart(int size) => size % PageFloats == 0 ? size + Layout.LineFloats : size;

    /// <summary>A parameter that convolutions read as filters, whether directly or under another shape, stands in the kernels' order.</summary>
    void FindFilters(Node node)
    {
        (Value? filters, int groups) = node.Primitive switch
        {
            Convolution c => (node.Inputs[1], c.Groups),
            ConvolutionDataGradient d => (node.Inputs[1], d.Groups),
            SkewedStep or SkewedStart => (node.Inputs[SkewedStep.Filters], 1),
            WinogradFilters => (node.Inputs[0], 1),
            _ => ((Value?)null, 0),
        };
        if (filters is not null) Mark(filters);

        // Filters that are made of a parameter, as masked ones, are in the order of both.
        void Mark(Value value)
        {
            Value root = CopyInsertion.Root(makers, value);
            if (!filterReaders.ContainsKey(root)) filterReaders[root] = (filters, groups);
            if (makers[root] is { Primitive: Map } map)
                foreach (Value input in map.Inputs.Where(i => i.Shape == root.Shape)) Mark(input);
        }
    }

    /// <summary>Memory of the run, under the name or one like it that no other has.</summary>
    public Buffer Arena(string name, int size, bool batched, int slots = 1) => new(Unique(name), BufferKind.Arena, size, batched) { Slots = slots };

    /// <summary>The same, of which each member of the thread team has its own.</summary>
    public Buffer Member(string name, int size) => new(Unique(name), BufferKind.Member, size, batched: false);

    string Unique(string name)
    {
        string given = name.Replace('.', '_'), unique = given;
        for (int i = 2; !names.Add(unique); i++) unique = $"{given}_{i}";
        return unique;
    }
}
