using System;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Soft attention.</summary>
public sealed class Attend : Layer
{
    public override Signature Signature { get; } = new("attend",
        "Soft attention: for each query, a vector or each step of a sequence of them, the mean of a memory's vectors weighted by how well they fit. "
            + "The memory is a sequence, of which steps behind an example's length have no weight, or an image, whose pixels are the vectors.",
        "y = Σ aₛ·mₛ, a = softmax(eₛ); eₛ = q·mₛ (dot), q·mₛ/√F (scaled), (W_q·q)·mₛ (general), or v·tanh(W_q·q + W_m·mₛ + b) (additive)",
        [
            Argument.Word("score", "how well a query fits", "dot", "scaled", "general", "additive"),
            Argument.Int("size", "of additive: length of the vectors that are compared", 64) with { Maximum = 1 << 20 },
            Argument.Word("returns", "the mean, or the weights by which it is taken", "mean", "weights"),
        ])
    {
        Inputs = 2,
        JoinsSequences = true,
        Source = "Bahdanau, Cho, Bengio: Neural Machine Translation by Jointly Learning to Align and Translate, 2015 (additive); "
            + "Luong, Pham, Manning: Effective Approaches to Attention-based Neural Machine Translation, 2015; Xu et al.: Show, Attend and Tell, 2015",
    };

    public override void Bind(LayerBinding layer)
    {
        (Shape query, Shape memory) = (layer.Inputs[0], layer.Inputs[1]);
        bool image = memory.Rank == 3;
        if (query.Rank != 1) layer.Fail($"asks with a vector, not {query}; flatten it");
        else if (layer.TimesOf(1) == 0 ? !image : memory.Rank != 1)
            layer.Fail($"looks over a sequence of vectors or an image, not {(layer.TimesOf(1) > 0 ? "a sequence of " : "")}{memory}");
        else
        {
            int features = memory[0], sites = image ? Images.Product(memory[1], memory[2]) : layer.TimesOf(1);
            string score = layer.Arguments.Word("score");
            if (score is "dot" or "scaled" && query[0] != features)
            {
                layer.Fail($"{score} compares a query of {query} with vectors of {features}; they must be equally long, or use general or additive");
                return;
            }
            if (score == "general") layer.Parameter("weight_query", [features, query[0]], Initialization.Weight(query[0], features));
            if (score == "additive")
            {
                int size = layer.Int("size");
                layer.Parameter("weight_query", [size, query[0]], Initialization.Weight(query[0], size));
                layer.Parameter("weight_memory", [size, features], Initialization.Weight(features, size));
                layer.Parameter("bias", [size], Initialization.Zeros);
                layer.Parameter("weight_score", [size], Initialization.Weight(size, 1));
            }
            layer.MultiplyAdds = (2L * sites * features) + (score == "general" ? (long)features * query[0] : score == "additive" ? (long)layer.Int("size") * query[0] : 0);
            layer.NeedsWhole = layer.TimesOf(1) > 0;
            layer.Result([layer.Arguments.Word("returns") == "weights" ? sites : features]);
        }
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        string score = layer.Arguments.Word("score");
        (Value query, Value memory) = (layer.Inputs[0], layer.Inputs[1]);
        bool image = memory.Shape.Rank == 3;
        int features = memory.Shape[0], sites = image ? memory.Shape[1] * memory.Shape[2] : memory.Times;
        Value compared = memory;
        if (score == "general") query = graph.Dense(query, layer.Parameter("weight_query"), graph.Layer + "_query");
        if (score == "additive")
        {
            Value bias = layer.Parameter("bias");
            query = graph.Map((a, b) => a + b, graph.Dense(query, layer.Parameter("weight_query"), graph.Layer + "_query"), bias);
            Value weight = layer.Parameter("weight_memory");
            // Each vector of the memory is projected once, whoever asks.
            compared = image
                ? graph.Convolution(
                    memory, graph.Reshape(weight, new Shape(weight.Shape[0], features, 1, 1)),
                    new Geometry(Size.One, Size.One, Size.One, Padding.None), 1, graph.Layer + "_memory")
                : graph.Dense(memory, weight, graph.Layer + "_memory");
        }

        // Sites are the first axis of a sequence's tensor, and the second of an image's.
        int across = image ? 0 : 1;
        Shape Column(int length) => across == 0 ? new Shape(length, 1) : new Shape(1, length);
        Shape Row(int length) => across == 0 ? new Shape(1, length) : new Shape(length, 1);
        Value Table(Value x) => image ? graph.Reshape(x, new Shape(x.Shape[0], sites)) : graph.Stack(x, graph.Layer + "_table");
        Value asked = graph.Reshape(query, Column(query.Shape[0])), table = Table(compared);
        Value fits = score == "additive"
            ? graph.Map(
                Functions.Tanh(Expr.Argument(0) + Expr.Argument(1)) * Expr.Argument(2),
                [table, asked, graph.Reshape(layer.Parameter("weight_score"), Column(query.Shape[0]))], graph.Layer + "_fits")
            : graph.Map((m, q) => m * q, table, asked, graph.Layer + "_fits");
        Value scores = graph.Reshape(graph.Reduce(ReduceKind.Sum, fits, [across], name: graph.Layer + "_scores"), new Shape(sites));
        float scale = score == "scaled" ? (float)(1 / Math.Sqrt(features)) : 1;
        // What is behind an example's end has no weight.
        if (!image && layer.Lengths(1) is { } lengths)
            scores = graph.Map(Expr.Select(Expr.Less(Expr.Coordinate(0), Expr.Argument(1)), Expr.Argument(0) * scale, -1e30f), [scores, lengths], graph.Layer + "_scores");
        else if (scale != 1) scores = graph.Map(s => s * scale, scores, graph.Layer + "_scores");
        Value max = graph.Reduce(ReduceKind.Max, scores, [0]);
        Value powers = graph.Map((s, m) => Functions.Exp(s - Functions.Detach(m)), scores, max, graph.Layer + "_powers");
        // Where nothing is left of a memory, all of it is equally far behind its end.
        if (!image && layer.Lengths(1) is { } ends)
            powers = graph.Map(Expr.Select(Expr.Less(Expr.Coordinate(0), Expr.Argument(1)), Expr.Argument(0), 0f), [powers, ends], graph.Layer + "_powers");
        Value weights = graph.Map((p, sum) => p / Expr.Max(sum, 1e-30f), powers, graph.Reduce(ReduceKind.Sum, powers, [0]), graph.Layer + "_weights");
        if (layer.Arguments.Word("returns") == "weights")
        {
            layer.Result(weights);
            return;
        }
        Value weighted = graph.Map((m, a) => m * a, Table(memory), graph.Reshape(weights, Row(sites)), graph.Layer + "_weighted");
        layer.Result(graph.Reshape(graph.Reduce(ReduceKind.Sum, weighted, [1 - across], name: graph.Layer + "_mean"), new Shape(features)));
    }
}
