using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>
/// A recurrent network over a sequence of vectors: one or more layers, each in one direction or both. Subclasses say what a cell computes of the two projections and its state.
/// </summary>
public abstract class Recurrent : Layer
{
    /// <summary>Names of the parameters that say where the states start, if that is learned.</summary>
    static string Start(int state) => State(state) + "0";

    protected static Seq<Argument> Arguments(params Argument[] more) =>
    [
        Argument.Int("hidden", "size of the hidden state, and of each direction's result") with { Maximum = 1 << 20 },
        Argument.Int("layers", "how many are stacked, each reading the results of the one before", 1) with { Maximum = 1000 },
        Argument.Bool("bidirectional", false, "whether a second network reads the sequence from its end, whose results stand behind the first one's"),
        Argument.Bool("bias", true, "whether there are biases"),
        Argument.Float("dropout", "probability of an element between two layers to be dropped in training", 0) with { Minimum = 0, Maximum = 0.999 },
        Argument.Word("returns", "what it gives: the results of all time steps, or those of the last (of the reverse direction: of the first, where it ends)", "sequence", "last"),
        Argument.Word("initial", "where the states start: at zero, or at vectors that are learned, h0 and, of an lstm, c0, for each layer and direction", "zero", "learned"),
        .. more,
    ];

    /// <summary>Rows of the weights for each hidden unit.</summary>
    internal abstract int Gates { get; }

    /// <summary>Vectors that are carried from step to step, the hidden state first.</summary>
    internal virtual int States => 1;

    /// <summary>How the input's bias starts.</summary>
    protected virtual Initialization Bias => Initialization.Zeros;

    /// <summary>
    /// One time step: the new states. <paramref name="x"/> and <paramref name="h"/> are the projections of the input and of the hidden state, with their biases, of
    /// <see cref="Gates"/> parts each.
    /// </summary>
    internal abstract Seq<Value> Step(LayerBuild layer, Value x, Value h, Seq<Value> states);

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank != 1 || layer.Times == 0)
        {
            layer.Fail($"reads a sequence of vectors, not {(layer.Times == 0 ? $"a single {layer.Input}" : layer.Input.ToString())}; "
                + (layer.Times == 0 ? "give the input its number of time steps, as in 'input x: 8[50]'" : "flatten each step"));
            return;
        }
        int hidden = layer.Int("hidden"), directions = layer.Bool("bidirectional") ? 2 : 1, layers = layer.Int("layers"), inputs = layer.Input[0];
        for (int l = 0; l < layers; l++)
        {
            for (int d = 0; d < directions; d++)
            {
                Parameters(layer, inputs, hidden, Suffix(l, d));
            }
            inputs = directions * hidden;
        }
        if (layer.Inputs.Count > 1)
        {
            int size = layers * directions * hidden;
            if (layer.Inputs.Count != 1 + States)
            {
                layer.Fail($"starts from {(States == 1 ? "the hidden state" : "the hidden state and the cell")}, or from zeros; "
                    + $"it was given {layer.Inputs.Count - 1} of {States}");
            }
            for (int i = 1; i < layer.Inputs.Count; i++)
                if (layer.TimesOf(i) > 0 || layer.Inputs[i].Rank != 1 || layer.Inputs[i][0] != size)
                    layer.Fail($"starts from vectors of {size}, {hidden} for each layer and direction, not from {(layer.TimesOf(i) > 0 ? "a sequence of " : "")}{layer.Inputs[i]}");
        }
        bool learned = layer.Arguments.Word("initial") == "learned";
        if (learned && layer.Inputs.Count > 1) layer.Fail("its states start from what it was given or from what is learned, not from both; leave initial=learned out");
        for (int s = 0; s < States && learned; s++) layer.Parameter(Start(s), [layers * directions, hidden], Initialization.Zeros);
        layer.RandomSites = layers - 1;
        // A stream's state can be taken up again where it starts at zero.
        layer.NeedsWhole = directions == 2 || learned || layer.Inputs.Count > 1;
        for (int l = 0; l < layers && !layer.NeedsWhole; l++)
            for (int s = 0; s < States; s++) layer.Carry(State(s) + Suffix(l, 0), new Shape(hidden));
        if (layer.Arguments.Word("returns") == "last") layer.ResultTimes = 0;
        layer.Result([inputs]);
    }

    /// <summary>The parameters of both projections of one layer and direction.</summary>
    internal void Parameters(LayerBinding layer, int inputs, int hidden, string suffix)
    {
        int rows = Gates * hidden;
        layer.Parameter("weight_ih" + suffix, [rows, inputs], Initialization.Weight(inputs, hidden));
        layer.Parameter("weight_hh" + suffix, [rows, hidden], Initialization.Weight(hidden, hidden));
        if (layer.Bool("bias"))
        {
            layer.Parameter("bias_ih" + suffix, [rows], Bias);
            layer.Parameter("bias_hh" + suffix, [rows], Initialization.Zeros);
        }
        layer.MultiplyAdds += (long)rows * (inputs + hidden);
    }

    /// <summary>The input's projection (<paramref name="which"/> is <c>ih</c>) or the hidden state's (<c>hh</c>), with its bias.</summary>
    internal static Value Project(LayerBuild layer, Value x, string which, string suffix, string name)
    {
        Value product = layer.Graph.Dense(x, layer.Parameter($"weight_{which}{suffix}"), name);
        return layer.Bool("bias") ? layer.Graph.Map((a, b) => a + b, product, layer.Parameter($"bias_{which}{suffix}"), product.Name) : product;
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        Value x = layer.Input;
        int layers = layer.Int("layers"), directions = layer.Bool("bidirectional") ? 2 : 1;
        bool last = layer.Arguments.Word("returns") == "last";
        for (int l = 0; l < layers; l++)
        {
            var both = Enumerable.Range(0, directions).Select(d => Direction(layer, x, l, d == 1)).ToArray();
            Value[] results = both.Select((r, d) => last && l == layers - 1 ? graph.Final(r.State, reverse: d == 1) : r.Result).ToArray();
            x = directions == 1 ? results[0] : graph.Concat(results.ToSeq(), 0);
            if (l < layers - 1) x = Dropout.Apply(layer, x, layer.Float("dropout"), x.Shape, l);
        }
        layer.Result(x);
    }

    /// <summary>The results of all steps, and the hidden state behind each: behind an example's last step that stays as it is, while the results are zeros.</summary>
    (Value Result, Value State) Direction(LayerBuild layer, Value input, int l, bool reverse)
    {
        GraphBuilder graph = layer.Graph;
        string suffix = Suffix(l, reverse ? 1 : 0), name = graph.Layer + suffix.Substring(1) + "_";
        int times = input.Times, hidden = layer.Int("hidden");
        // The input's part of all steps is one product before the recurrence.
        Value x = Project(layer, input, "ih", suffix, name + "x");
        Seq<Value> states = Enumerable.Range(0, States).Select(s => graph.Carry(Initial(s), times, reverse, name + State(s))).ToSeq();
        Value h = Project(layer, states[0], "hh", suffix, name + "gates");
        Seq<Value> next = Step(layer, x, h, states);
        Value? mask = layer.Lengths() is { } lengths ? graph.Mask(lengths, times) : null;
        if (mask is not null)
            next = next.Select((n, s) => graph.Map(Expr.Select(Expr.Less(0f, Expr.Argument(0)), Expr.Argument(1), Expr.Argument(2)), [mask, n, states[s]], n.Name)).ToSeq();
        for (int s = 0; s < States; s++)
        {
            graph.Close(states[s], next[s]);
            layer.Final(State(s) + suffix, next[s]);
        }
        return (mask is null ? next[0] : graph.Map((m, y) => m * y, mask, next[0], name + "y"), next[0]);

        Value Initial(int s)
        {
            bool learned = layer.Arguments.Word("initial") == "learned";
            if (layer.Inputs.Count == 1 && !learned) return layer.Initial(State(s) + suffix, new Shape(hidden));
            int directions = layer.Bool("bidirectional") ? 2 : 1, parts = layer.Int("layers") * directions;
            Value all = learned ? graph.Reshape(layer.Parameter(Start(s)), new Shape(parts * hidden)) : layer.Inputs[1 + s];
            return graph.Split(all, 0, Enumerable.Repeat(hidden, parts).ToSeq(), name + State(s) + "_initial")[(l * directions) + (reverse ? 1 : 0)];
        }
    }

    static string State(int number) => number == 0 ? "h" : "c";

    static string Suffix(int layer, int direction) => $"_l{layer.ToString(CultureInfo.InvariantCulture)}{(direction == 1 ? "_reverse" : "")}";

    /// <summary>The parts of a projection, one for each gate.</summary>
    protected Seq<Value> Parts(GraphBuilder graph, Value projection, string name) =>
        graph.Split(projection, 0, Enumerable.Repeat(projection.Shape[0] / Gates, Gates).ToSeq(), name);
}
