using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Graphs;

/// <summary>Appends nodes to a graph; layers and gradient rules are written with it.</summary>
public sealed class GraphBuilder
{
    readonly List<Node> nodes = [];
    readonly List<CarriedValue> carries = [];
    int nextId;
    int nextCarry;

    /// <summary>Path of the layer whose nodes are being added.</summary>
    public string Layer { get; set; } = "";

    public IReadOnlyList<Node> Nodes => nodes;

    public IReadOnlyList<CarriedValue> Carries => carries;

    public Graph Finish(IEnumerable<Result> results)
    {
        Seq<Result> made = results.ToSeq(); // which may add nodes
        return new(nodes.ToSeq(), made) { Carries = carries.ToSeq() };
    }

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

    /// <summary>
    /// A value that a recurrence carries: at the first step <paramref name="initial"/>, later what <see cref="Close"/> gives it. Over one step it is the initial value itself, for
    /// each example.
    /// </summary>
    public Value Carry(Value initial, int times, bool reverse = false, string? name = null) =>
        times > 1 ? Add(new Carry(nextCarry++, times, reverse), [initial], name ?? initial.Name)[0]
        : initial.Batched ? initial : Add(new Map(initial.Shape, 1, [Expr.Argument(0)]), [initial], name ?? initial.Name)[0];

    /// <summary>Says what a carried value is at the next step.</summary>
    public void Close(Value carried, Value next)
    {
        if (carried.Times > 1) carries.Add(new CarriedValue(carried, next));
    }

    /// <summary>The step of a sequence that is last, or in reverse the first.</summary>
    public Value Final(Value sequence, bool reverse = false, string? name = null) =>
        sequence.Times == 1 ? sequence : Add(new Take(!reverse), [sequence], name ?? sequence.Name)[0];

    /// <summary>The sum of all steps of a sequence.</summary>
    public Value SumOverTime(Value sequence, string name)
    {
        if (sequence.Times == 1) return sequence;
        Value sum = Carry(Constant(0, sequence.Type with { Times = 1 }), sequence.Times, false, name);
        Value next = Map((a, b) => a + b, sum, sequence, name);
        Close(sum, next);
        return Final(next);
    }

    /// <summary>The first axis of a tensor as time.</summary>
    public Value Unstack(Value x, string? name = null) => x.Shape[0] == 1
        ? Reshape(x, new Shape(x.Shape.Dims.Skip(1).ToArray()), name)
        : Add(new Unstack(), [x], name ?? x.Name)[0];

    /// <summary>The steps of a sequence as the first axis of a tensor.</summary>
    public Value Stack(Value x, string? name = null) => x.Times == 1
        ? Reshape(x, new Shape((int[])[1, .. x.Shape.Dims]), name)
        : Add(new Stack(), [x], name ?? x.Name)[0];

    /// <summary>A sequence that is 1 at the time steps that an example has, and 0 behind them.</summary>
    public Value Mask(Value lengths, int times) =>
        Unstack(Add(new Map(new Shape(times), 1, [Expr.Select(Expr.Less(Expr.Coordinate(0), Expr.Argument(0)), 1f, 0f)]), [lengths], "mask")[0], "mask");

    /// <summary>A number for all elements.</summary>
    public Value Constant(float value, TensorType type) => Add(new Map(type.Shape, type.Times, [Expr.Constant(value)]), [], "constant")[0];
}
