using System;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Primitives;
using NetGen.Compiler.Scalars;

namespace NetGen.Compiler.Layers;

/// <summary>Batch normalization: by the batch's own statistics in training, by their running averages elsewhere.</summary>
public sealed class BatchNorm : Layer
{
    static readonly string[] States = ["running_mean", "running_var"];

    public override Signature Signature { get; } = new("batchnorm",
        "Batch normalization of each channel of an image, or of each element of a vector: in training by mean and variance of the batch, "
            + "elsewhere by their running averages, and then a convolution before it does it with its sums.",
        "y = (x - mean) / √(variance + eps)·weight + bias",
        [
            Argument.Float("eps", "keeps the root away from 0", 1e-5) with { Minimum = 0, MinimumIsExclusive = true },
            Argument.Float("momentum",
                "share of the batch in the running averages: running = (1 - momentum)·running + momentum·batch, of the unbiased variance; "
                    + "a batch of one vector has none and leaves them", 0.1) with { Minimum = 0, Maximum = 1 },
            Argument.Bool("affine", true, "whether there are weight and bias"),
            Argument.Bool("frozen", false, "whether training too uses the running averages, and leaves them as they are; a line freeze of the train section does so too"),
        ])
    {
        IsTransparent = true,
        ClassName = "BatchNorm",
        Source = "Ioffe, Szegedy: Batch Normalization, 2015; torch.nn.BatchNorm1d, BatchNorm2d",
    };

    public override void Bind(LayerBinding layer)
    {
        if (layer.Input.Rank is not (1 or 3))
        {
            layer.Fail($"reads a vector or an image of channels x height x width, not {layer.Input}; flatten or reshape it");
            return;
        }
        if (layer.IsInScan && !layer.Bool("frozen"))
            layer.Fail("a time step of a scan has no statistics of the whole sequence; use layernorm, or normalize the sequence before the scan");
        if (layer.HasLengths && !layer.Bool("frozen")) layer.Fail("has no statistics of sequences with lengths: what is behind an example's end would count; use layernorm");
        Seq<int> channels = [layer.Input[0]];
        if (layer.Bool("affine"))
        {
            layer.Parameter("weight", channels, Initialization.Ones);
            layer.Parameter("bias", channels, Initialization.Zeros);
        }
        layer.State("running_mean", channels, Initialization.Zeros);
        layer.State("running_var", channels, Initialization.Ones);
        layer.Result(layer.Input);
    }

    public override void Build(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        Value x = layer.Input;
        bool ofBatch = layer.Training && !layer.Bool("frozen") && !layer.Frozen.Any(States.Contains);
        (Value mean, Value variance) = ofBatch ? Batch(layer) : (Channels(layer, "running_mean"), Channels(layer, "running_var"));
        float eps = layer.Float("eps");
        Value scale = layer.Bool("affine")
            ? graph.Map((v, w) => w / Expr.Sqrt(v + eps), variance, Channels(layer, "weight"), graph.Layer + "_scale")
            : graph.Map(v => 1f / Expr.Sqrt(v + eps), variance, graph.Layer + "_scale");
        // By the batch's statistics the mean is taken off first, which rounds less; a fixed mean goes into the shift, so that one multiply-add is left; scale and bias that are
        // trained have better gradients without that.
        if (layer.Training && layer.Frozen.Count < (layer.Bool("affine") ? 4 : 2))
        {
            Expr scaled = (Expr.Argument(0) - Expr.Argument(1)) * Expr.Argument(2);
            layer.Result(layer.Bool("affine") ? graph.Map(scaled + Expr.Argument(3), [x, mean, scale, Channels(layer, "bias")]) : graph.Map(scaled, [x, mean, scale]));
            return;
        }
        Value shift = layer.Bool("affine")
            ? graph.Map(Expr.Argument(0) - (Expr.Argument(1) * Expr.Argument(2)), [Channels(layer, "bias"), mean, scale], graph.Layer + "_shift")
            : graph.Map((m, s) => -(m * s), mean, scale, graph.Layer + "_shift");
        layer.Result(graph.Map((Expr.Argument(0) * Expr.Argument(1)) + Expr.Argument(2), [x, scale, shift]));
    }

    /// <summary>Mean and biased variance of the batch; the running averages take their share of them.</summary>
    static (Value Mean, Value Variance) Batch(LayerBuild layer)
    {
        GraphBuilder graph = layer.Graph;
        Value x = layer.Input, runningMean = Channels(layer, "running_mean"), runningVariance = Channels(layer, "running_var");
        bool image = x.Shape.Rank == 3;
        Seq<int> axes = image ? [1, 2] : [];
        Expr share = Expr.Uniform(Building.NetworkGraph.InverseBatch) * (1f / (Math.Max(1, x.Times) * (image ? x.Shape[1] * x.Shape[2] : 1)));
        Value mean = graph.Map(sum => sum * share, graph.Reduce(ReduceKind.Sum, x, axes, batch: true), graph.Layer + "_mean");
        // The mean's own part in the gradient of the variance is Σ(x - mean) = 0.
        Value squares = graph.Map((a, m) => Functions.Square(a - Functions.Detach(m)), x, mean);
        Value variance = graph.Map(sum => sum * share, graph.Reduce(ReduceKind.Sum, squares, axes, batch: true), graph.Layer + "_variance");
        // A single number has no unbiased variance: it says nothing of the data.
        bool canBeSingle = x.Times == 1 && (!image || x.Shape[1] * x.Shape[2] == 1);
        Expr Several(Expr value, float otherwise) => canBeSingle ? Expr.Select(Expr.Less(share, 1f), value, otherwise) : value;
        Expr momentum = Several(layer.Float("momentum"), 0f), unbiased = Several(1f / (1f - share), 1f);
        Expr Average(Expr old, Expr now) => (old * (1f - momentum)) + (now * momentum);
        layer.Update("running_mean", graph.Map(Average, runningMean, mean, graph.Layer + "_running_mean"));
        layer.Update("running_var", graph.Map((old, v) => Average(old, v * unbiased), runningVariance, variance, graph.Layer + "_running_var"));
        return (mean, variance);
    }

    /// <summary>A parameter or state of the channels, broadcast over the rest.</summary>
    static Value Channels(LayerBuild layer, string name) =>
        layer.Input.Shape.Rank == 3 ? layer.Graph.Reshape(layer.Parameter(name), new Shape(layer.Input.Shape[0], 1, 1)) : layer.Parameter(name);
}
