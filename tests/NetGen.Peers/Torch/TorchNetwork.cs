using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Primitives;
using static TorchSharp.torch;
using Size = NetGen.Compiler.Primitives.Size;
using F = TorchSharp.torch.nn.functional;

namespace NetGen.Peers.Torch;

/// <summary>
/// A network of one input as PyTorch's operators. Activations work in place where nothing else reads their input.
/// </summary>
public sealed class TorchNetwork
{
    readonly Network network;
    readonly bool training;
    readonly Func<BoundLayer, double[]>? joinShares;
    readonly TorchParameters parameters;
    readonly List<Step> steps;
    readonly Tensor?[] values;

    /// <param name="training">Whether batch normalization uses the batch's statistics.</param>
    /// <param name="joinShares">What each input of a join counts in the next pass, where paths are dropped; else all count the same.</param>
    /// <exception cref="NotSupportedException">The network has a layer without a translation.</exception>
    public TorchNetwork(Network network, TorchParameters parameters, bool training = true, Func<BoundLayer, double[]>? joinShares = null)
    {
        this.training = training;
        this.joinShares = joinShares;
        this.network = network;
        this.parameters = parameters;
        values = new Tensor?[network.Values.Count];
        steps = [.. network.Layers.Select(layer => new Step(Operation(layer), [.. layer.Inputs], layer.Results[0]))];
    }

    /// <summary>The first output of a batch, N × the input's shape.</summary>
    public Tensor Forward(Tensor input)
    {
        values[network.Inputs[0]] = input;
        foreach (Step step in steps) values[step.Result] = step.Run([.. step.Inputs.Select(i => values[i]!)]);
        return values[network.Outputs[0]]!;
    }

    /// <summary>A value of the last forward pass, by its index in the network.</summary>
    public Tensor Value(int index) => values[index]!;

    /// <summary>Layers of several inputs; those of one are below.</summary>
    Func<Tensor[], Tensor> Operation(BoundLayer layer)
    {
        switch (layer.Layer.Signature.Keyword)
        {
            case "add": return x => x.Aggregate((sum, value) => sum + value);
            case "mul": return x => x.Aggregate((product, value) => product * value);
            case "concat": return x => cat(x, layer.Arguments.Int("axis") + 1);
            case "join" when joinShares is not null: return x => x.Zip(joinShares(layer), (value, share) => value * share).Aggregate((sum, value) => sum + value);
            case "join" when layer.Arguments.Float("drop") == 0 && layer.Arguments.Float("global") == 0: return x => x.Aggregate((sum, value) => sum + value) / x.Length;
        }
        if (layer.Layer.Signature.Keyword == "lstm")
        {
            Arguments a = layer.Arguments;
            var lstm = parameters.Lstm(layer.Path, network.Values[layer.Inputs[0]].Shape[0], a.Int("hidden"), a.Int("layers"), a.Bool("bias"), a.Bool("bidirectional"));
            bool last = a.Word("returns") == "last";
            if (last && a.Bool("bidirectional")) throw new NotSupportedException("the last step of two directions");
            return x => lstm.forward(x[0]).Item1 is var y && last ? y.select(1, -1) : y;
        }
        Func<Tensor, Tensor> alone = OfOne(layer);
        return x => alone(x[0]);
    }

    Func<Tensor, Tensor> OfOne(BoundLayer layer)
    {
        Shape shape = network.Values[layer.Inputs[0]].Shape;
        string path = layer.Path;
        switch (layer.Layer.Signature.Keyword)
        {
            case "conv":
                Geometry g = LayerGeometry.OfConvolution(layer.Arguments, shape);
                long[] strides = Pair(g.Stride), padding = Pair(path, g.Padding), dilation = Pair(g.Dilation);
                int groups = layer.Arguments.Int("groups");
                return x => parameters.Conv(x, path, strides, padding, dilation, groups);
            case "maxpool" or "avgpool":
                Geometry window = LayerGeometry.OfPooling(layer.Arguments, shape);
                long[] kernel = Pair(window.Kernel), step = Pair(window.Stride), around = Pair(path, window.Padding);
                bool ceil = layer.Arguments.Bool("ceil");
                if (layer.Layer.Signature.Keyword == "maxpool") return x => F.max_pool2d(x, kernel, step, around, ceil_mode: ceil);
                bool countPadding = layer.Arguments.Bool("count_pad");
                return x => F.avg_pool2d(x, kernel, step, around, ceil, countPadding);
            case "dense" when shape.Rank == 1: return x => parameters.Linear(x, path);
            case "dropconnect" when shape.Rank == 1 && layer.Arguments.Float("p") == 0: return x => parameters.Linear(x, path);
            case "dense": return x => parameters.Linear(x.flatten(1), path);
            case "globalavgpool": return x => x.mean([2, 3]);
            case "globalmaxpool": return x => x.flatten(2).max(2).values;
            case "maxout": return x => x.unflatten(1, layer.Arguments.Int("pieces"), -1).max(1).values;
            case "deconv":
                Shape result = network.Values[layer.Results[0]].Shape;
                Geometry t = LayerGeometry.OfConvolution(layer.Arguments, result);
                long[] steps = Pair(t.Stride), cut = Pair(path, t.Padding), apart = Pair(t.Dilation), more = Pair(layer.Arguments.Size("output_pad"));
                int parts = layer.Arguments.Int("groups");
                return x => parameters.TransposedConv(x, path, steps, cut, more, apart, parts);
            case "adaptiveavgpool":
                long[] means = Pair(layer.Arguments.Size("size"));
                return x => F.adaptive_avg_pool2d(x, means);
            case "upsample" or "resize":
                long[] size = [.. network.Values[layer.Results[0]].Shape.Dims.Skip(1).Select(dim => (long)dim)];
                return layer.Arguments.Word("mode") == "bilinear"
                    ? x => F.interpolate(x, size, mode: InterpolationMode.Bilinear, align_corners: false)
                    : x => F.interpolate(x, size, mode: InterpolationMode.Nearest);
            case "pad":
                Padding sides = layer.Arguments.Padding("sides").Sides;
                long[] around4 = [sides.Left, sides.Right, sides.Top, sides.Bottom];
                TorchSharp.PaddingModes mode = Enum.Parse<TorchSharp.PaddingModes>(layer.Arguments.Word("mode"), ignoreCase: true);
                return x => F.pad(x, around4, mode, layer.Arguments.Double("value"));
            case "layernorm":
                long[] dims = [.. shape.Dims.Select(dim => (long)dim)];
                return x => parameters.LayerNorm(x, path, dims, layer.Arguments.Double("eps"));
            case "groupnorm": return x => parameters.GroupNorm(x, path, layer.Arguments.Int("groups"), layer.Arguments.Double("eps"));
            case "lrn":
                var lrn = nn.LocalResponseNorm(layer.Arguments.Int("size"), layer.Arguments.Double("alpha"), layer.Arguments.Double("beta"), layer.Arguments.Double("k"));
                return x => lrn.forward(x);
            case "flatten": return x => x.flatten(1);
            case "relu" when IsOnlyReader(layer): return x => x.relu_();
            case "relu": return x => x.relu();
            case "tanh" when layer.Arguments.Float("amplitude") != 1 || layer.Arguments.Float("slope") != 1:
                return x => layer.Arguments.Double("amplitude") * (layer.Arguments.Double("slope") * x).tanh();
            case "tanh" when IsOnlyReader(layer): return x => x.tanh_();
            case "tanh": return x => x.tanh();
            case "sigmoid" when IsOnlyReader(layer): return x => x.sigmoid_();
            case "sigmoid": return x => x.sigmoid();
            case "leakyrelu": return x => F.leaky_relu(x, layer.Arguments.Double("slope"));
            case "elu": return x => F.elu(x, layer.Arguments.Double("alpha"));
            case "selu": return x => F.selu(x);
            case "softplus": return x => F.softplus(x);
            case "gelu" when layer.Arguments.Word("approximate") == "none": return x => F.gelu(x);
            case "gelu": return x => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.pow(3)))).tanh());
            case "swish": return x => x * (layer.Arguments.Double("beta") * x).sigmoid();
            case "silu": return x => F.silu(x);
            case "hardswish": return x => F.hardswish(x);
            case "prelu": return x => parameters.Prelu(x, path);
            case "softmax": return x => F.softmax(x, 1);
            case "log-softmax": return x => F.log_softmax(x, 1);
            case "slice":
                int axis = layer.Arguments.Int("axis") + 1, start = layer.Arguments.Int("start"), length = layer.Arguments.Int("length");
                return x => x.narrow(axis, start, length);
            case "padchannels":
                long[] zeros = [.. Enumerable.Repeat(0L, 2 * (shape.Rank - 1)), layer.Arguments.Int("before"), layer.Arguments.Int("after")];
                return x => F.pad(x, zeros);
            case "scale": return x => parameters.Scale(x, path);
            case "batchnorm":
                return x => parameters.BatchNorm(
                    x, path, training && !layer.Arguments.Bool("frozen"), layer.Arguments.Double("momentum"), layer.Arguments.Double("eps"));
            case "dropout" when layer.Arguments.Float("p") == 0: return x => x;
            case "stochasticdepth" when layer.Arguments.Float("survival") == 1: return x => x;
            default: throw new NotSupportedException($"layer {path}: {layer.Layer.Signature.Keyword} has no translation to PyTorch");
        }
    }

    /// <summary>Whether the input may be overwritten: not the caller's, not an output, and not kept for the gradient of the operation that made it.</summary>
    bool IsOnlyReader(BoundLayer layer)
    {
        int input = layer.Inputs[0];
        return network.Layers.Count(other => other.Inputs.Contains(input)) == 1 && !network.Outputs.Contains(input)
            && network.Layers.Any(maker => maker.Results.Contains(input) && maker.Layer.Signature.Keyword is "conv" or "dense" or "batchnorm" or "add");
    }

    static long[] Pair(Size size) => [size.Height, size.Width];

    static long[] Pair(string layer, Padding padding) => padding.Top == padding.Bottom && padding.Left == padding.Right
        ? [padding.Top, padding.Left]
        : throw new NotSupportedException($"layer {layer}: PyTorch pads both sides alike");

    sealed record Step(Func<Tensor[], Tensor> Run, int[] Inputs, int Result);
}
