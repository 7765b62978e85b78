using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Graphs;

/// <summary>Appends nodes to a graph; layers and gradient rules are written with it.</summary>
public sealed class GraphBuilder
{
    readonly List<Node> nodes = [];
    int nextId;

    /// <summary>Path of the layer whose nodes are being added.</summary>
    public string Layer { get; set; } = "";

    public IReadOnlyList<Node> Nodes => nodes;

    public Graph Finish(IEnumerable<Result> results) => new(nodes.ToSeq(), results.ToSeq());

    /// <summary>Adds one primitive. <paramref name="name"/> names its buffer in the generated code; the layer's path by default.</summary>
    public Seq<Value> Add(Primitive primitive, Seq<Value> inputs, string? name = null)
    {
        Seq<TensorType> types = primitive.Infer(inputs.Select(i => i.Type).ToSeq());
        Seq<Value> outputs = types.Select((type, i) => new Value(nextId++, type, (name ?? Layer) + (i == 0 ? "" : "_" + i))).ToSeq();
        nodes.Add(new Node(primitive, inputs, outputs, Layer));
        return outputs;
    }

    public Value Input(string name, int index, TensorType type) => Add(new Input(index, type), [], name)[0];

    public Value Parameter(string name, Shape shape) => Add(new Parameter(name, shape), [], name.Replace('.', '_'))[0];

    /// <summary>
    /// Element-wise: <paramref name="expression"/> over the inputs, <c>Expr.Argument(i)</c> being input i. Inputs have the rank of the result and
    /// broadcast along axes of size 1, or are scalars (rank 0); an unbatched input broadcasts over the batch.
    /// </summary>
    public Value Map(Expr expression, Seq<Value> inputs, string? name = null) => Add(Primitives.Map.Over([expression], inputs), inputs, name)[0];

    /// <summary>One input through a function.</summary>
    public Value Map(System.Func<Expr, Expr> function, Value x, string? name = null) => Map(function(Expr.Argument(0)), [x], name);

    /// <summary>Two inputs through a function.</summary>
    public Value Map(System.Func<Expr, Expr, Expr> function, Value x, Value y, string? name = null) =>
        Map(function(Expr.Argument(0), Expr.Argument(1)), [x, y], name);

    /// <summary>Sum or maximum over axes of one example (they stay, with size 1), and over the batch if asked.</summary>
    public Value Reduce(ReduceKind kind, Value x, Seq<int> axes, bool batch = false, string? name = null) => Add(new Reduce(kind, axes, batch), [x], name)[0];

    /// <summary>Over all axes of an example: a scalar for each.</summary>
    public Value ReduceAll(ReduceKind kind, Value x, bool batch = false) =>
        Reshape(Reduce(kind, x, Enumerable.Range(0, x.Shape.Rank).ToSeq(), batch), Shape.Scalar);

    public Value Reshape(Value x, Shape shape, string? name = null) => x.Shape == shape ? x : Add(new Reshape(shape), [x], name ?? x.Name)[0];

    /// <summary>Cross-correlation of images [C, H, W] with filters [O, C/groups, kh, kw]: a dense layer is one over 1×1 images.</summary>
    public Value Convolution(Value x, Value weight, Geometry geometry, int groups = 1, string? name = null) =>
        Add(new Convolution(geometry, groups), [x, weight], name)[0];

    /// <summary>y = W·x for vectors [I] or, with the image's own shape, for a flattened image in C×H×W order; weight is [O, I].</summary>
    public Value Dense(Value x, Value weight, string? name = null)
    {
        Shape image = x.Shape.Rank == 3 ? x.Shape : new Shape((int)x.Shape.Size, 1, 1);
        Value filters = Reshape(weight, new Shape(weight.Shape[0], image[0], image[1], image[2]));
        var geometry = new Geometry(new Size(image[1], image[2]), Size.One, Size.One, Padding.None);
        return Reshape(Convolution(Reshape(x, image), filters, geometry, 1, name), new Shape(weight.Shape[0]));
    }

    public Value Window(WindowKind kind, Value x, Geometry geometry, string? name = null) => Add(new Window(kind, geometry), [x], name)[0];

    public Value Concat(Seq<Value> inputs, int axis, string? name = null) => Add(new Concat(axis), inputs, name)[0];

    /// <summary>Ranges of an axis, one behind the other.</summary>
    public Seq<Value> Split(Value x, int axis, Seq<int> lengths, string? name = null) => Add(new Split(axis, lengths), [x], name);

    /// <summary>A number for all elements.</summary>
    public Value Constant(float value, TensorType type) => Add(new Map(type.Shape, type.Batched, [Expr.Constant(value)]), [], "constant")[0];
}
