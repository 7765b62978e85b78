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
    const int PageFloats = 1024, LineFloats = 16;

    readonly Graph graph;
    readonly Target target;
    readonly Dictionary<Value, Node> makers = [];
    readonly Dictionary<Value, Place> places = [];
    readonly Dictionary<Value, (Value Filters, int Groups)> filterReaders = [];
    readonly Dictionary<Value, Buffer> forced = [];
    readonly HashSet<string> names = [];

    public Placement(Graph graph, Target target)
    {
        (this.graph, this.target) = (graph, target);
        Halos = CopyInsertion.Halos(graph);
        foreach (Node node in graph.Nodes)
            foreach (Value output in node.Outputs) makers[output] = node;
        foreach (Node node in graph.Nodes) FindFilters(node);
        foreach (Result result in graph.Results) Force(result);
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

    void Place(Node node)
    {
        switch (node.Primitive)
        {
            case Input input:
                places[node.Outputs[0]] = new Place(new Buffer(node.Outputs[0].Name, BufferKind.Argument, (int)input.Type.Shape.Size, batched: true, input.Type.Element == ElementType.Int),
                    Layout.RowMajor(input.Type.Shape));
                break;
            case Parameter parameter:
                FilterLayout? order = filterReaders.TryGetValue(node.Outputs[0], out var reader) ? FilterLayout.For(reader.Filters.Shape, reader.Groups, target) : null;
                Parameters[parameter.Name] = order;
                places[node.Outputs[0]] = new Place(new Buffer(parameter.Name, BufferKind.Parameter, 0, false), Layout.RowMajor(parameter.Shape), order);
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
        FilterLayout? filters = node.Primitive is ConvolutionWeightGradient gradient ? FilterLayout.For(gradient.Filters, gradient.Groups, target)
            : node.Primitive is Map ? node.Inputs.Select(i => places[i].Filters).FirstOrDefault(f => f is not null) : null;
        bool isForced = forced.TryGetValue(output, out Buffer? buffer); // in the order in which the caller or the parameter is
        Layout layout = output.Shape.Rank == 3 && !isForced
            ? Layout.Image(output.Shape, Halos.TryGetValue(output, out Halo? halo) ? halo.Sides : Padding.None)
            : Layout.RowMajor(output.Shape);
        buffer ??= Arena(output.Name, filters?.Size ?? (output.Batched ? Apart(layout.Size) : layout.Size), output.Batched);
        return new Place(buffer, filters is null ? layout : null, filters);
    }

    /// <summary>Rows of a tile may be examples. A whole number of pages apart they would share a few lines of the first-level cache, and push each other out.</summary>
    static int Apart(int size) => size % PageFloats == 0 ? size + LineFloats : size;

    /// <summary>A parameter that convolutions read as filters, whether directly or under another shape, stands in the kernels' order.</summary>
    void FindFilters(Node node)
    {
        int groups = node.Primitive switch { Convolution c => c.Groups, ConvolutionDataGradient d => d.Groups, _ => 0 };
        if (groups == 0) return;
        Mark(node.Inputs[1]);

        // Filters that are made of a parameter, as masked ones, are in the order of both.
        void Mark(Value value)
        {
            Value root = CopyInsertion.Root(makers, value);
            if (!filterReaders.ContainsKey(root)) filterReaders[root] = (node.Inputs[1], groups);
            if (makers[root] is { Primitive: Map } map)
                foreach (Value input in map.Inputs.Where(i => i.Shape == root.Shape)) Mark(input);
        }
    }

    /// <summary>Memory of the run, under the name or one like it that no other has.</summary>
    public Buffer Arena(string name, int size, bool batched)
    {
        string given = name.Replace('.', '_'), unique = given;
        for (int i = 2; !names.Add(unique); i++) unique = $"{given}_{i}";
        return new Buffer(unique, BufferKind.Arena, size, batched);
    }
}
