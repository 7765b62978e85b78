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

/// <summary>A network of one input and one output as PyTorch's operators. Activations work in place where nothing else reads their input.</summary>
public sealed class TorchNetwork
{
    readonly Network network;
    readonly TorchParameters parameters;
    readonly List<Step> steps;
    readonly Tensor?[] values;

    /// <exception cref="NotSupportedException">The network has a layer without a translation.</exception>
    public TorchNetwork(Network network, TorchParameters parameters)
    {
        this.network = network;
        this.parameters = parameters;
        values = new Tensor?[network.Values.Count];
        steps = [.. network.Layers.Select(layer => new Step(Operation(layer), [.. layer.Inputs], layer.Results[0]))];
    }

    /// <summary>The output of a batch, N × the input's shape.</summary>
    public Tensor Forward(Tensor input)
    {
        values[network.Inputs[0]] = input;
        foreach (Step step in steps) values[step.Result] = step.Run(values[step.Inputs[0]]!, step.Inputs.Length > 1 ? values[step.Inputs[1]] : null);
        return values[network.Outputs[0]]!;
    }

    Func<Tensor, Tensor?, Tensor> Operation(BoundLayer layer)
    {
        Shape shape = network.Values[layer.Inputs[0]].Shape;
        string path = layer.Path;
        switch (layer.Layer.Signature.Keyword)
        {
            case "conv":
                Geometry g = LayerGeometry.OfConvolution(layer.Arguments, shape);
                long[] strides = Pair(g.Stride), padding = Pair(path, g.Padding), dilation = Pair(g.Dilation);
                int groups = layer.Arguments.Int("groups");
                return (x, _) => parameters.Conv(x, path, strides, padding, dilation, groups);
            case "maxpool" or "avgpool":
                Geometry window = LayerGeometry.OfPooling(layer.Arguments, shape);
                long[] kernel = Pair(window.Kernel), step = Pair(window.Stride), around = Pair(path, window.Padding);
                bool ceil = layer.Arguments.Bool("ceil");
                if (layer.Layer.Signature.Keyword == "maxpool") return (x, _) => F.max_pool2d(x, kernel, step, around, ceil_mode: ceil);
                bool countPadding = layer.Arguments.Bool("count_pad");
                return (x, _) => F.avg_pool2d(x, kernel, step, around, ceil, countPadding);
            case "dense" when shape.Rank == 1: return (x, _) => parameters.Linear(x, path);
            case "dense": return (x, _) => parameters.Linear(x.flatten(1), path);
            case "globalavgpool": return (x, _) => x.mean([2, 3]);
            case "globalmaxpool": return (x, _) => x.flatten(2).max(2).values;
            case "maxout": return (x, _) => x.unflatten(1, layer.Arguments.Int("pieces"), -1).max(1).values;
            case "deconv":
                Shape result = network.Values[layer.Results[0]].Shape;
                Geometry t = LayerGeometry.OfConvolution(layer.Arguments, result);
                long[] steps = Pair(t.Stride), cut = Pair(path, t.Padding), apart = Pair(t.Dilation), more = Pair(layer.Arguments.Size("output_pad"));
                int parts = layer.Arguments.Int("groups");
                return (x, _) => parameters.TransposedConv(x, path, steps, cut, more, apart, parts);
            case "adaptiveavgpool":
                long[] means = Pair(layer.Arguments.Size("size"));
                return (x, _) => F.adaptive_avg_pool2d(x, means);
            case "upsample" or "resize":
                long[] size = [.. network.Values[layer.Results[0]].Shape.Dims.Skip(1).Select(dim => (long)dim)];
                return layer.Arguments.Word("mode") == "bilinear"
                    ? (x, _) => F.interpolate(x, size, mode: InterpolationMode.Bilinear, align_corners: false)
                    : (x, _) => F.interpolate(x, size, mode: InterpolationMode.Nearest);
            case "pad":
                Padding sides = layer.Arguments.Padding("sides").Sides;
                long[] around4 = [sides.Left, sides.Right, sides.Top, sides.Bottom];
                TorchSharp.PaddingModes mode = Enum.Parse<TorchSharp.PaddingModes>(layer.Arguments.Word("mode"), ignoreCase: true);
                return (x, _) => F.pad(x, around4, mode, layer.Arguments.Double("value"));
            case "layernorm":
                long[] dims = [.. shape.Dims.Select(dim => (long)dim)];
                return (x, _) => parameters.LayerNorm(x, path, dims, layer.Arguments.Double("eps"));
            case "groupnorm": return (x, _) => parameters.GroupNorm(x, path, layer.Arguments.Int("groups"), layer.Arguments.Double("eps"));
            case "lrn":
                var lrn = nn.LocalResponseNorm(layer.Arguments.Int("size"), layer.Arguments.Double("alpha"), layer.Arguments.Double("beta"), layer.Arguments.Double("k"));
                return (x, _) => lrn.forward(x);
            case "flatten": return (x, _) => x.flatten(1);
            case "relu" when IsOnlyReader(layer): return (x, _) => x.relu_();
            case "relu": return (x, _) => x.relu();
            case "tanh" when IsOnlyReader(layer): return (x, _) => x.tanh_();
            case "tanh": return (x, _) => x.tanh();
            case "sigmoid" when IsOnlyReader(layer): return (x, _) => x.sigmoid_();
            case "sigmoid": return (x, _) => x.sigmoid();
            case "leakyrelu": return (x, _) => F.leaky_relu(x, layer.Arguments.Double("slope"));
            case "elu": return (x, _) => F.elu(x, layer.Arguments.Double("alpha"));
            case "selu": return (x, _) => F.selu(x);
            case "softplus": return (x, _) => F.softplus(x);
            case "gelu" when layer.Arguments.Word("approximate") == "none": return (x, _) => F.gelu(x);
            case "gelu": return (x, _) => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.pow(3)))).tanh());
            case "swish": return (x, _) => x * (layer.Arguments.Double("beta") * x).sigmoid();
            case "silu": return (x, _) => F.silu(x);
            case "hardswish": return (x, _) => F.hardswish(x);
            case "prelu": return (x, _) => parameters.Prelu(x, path);
            case "softmax": return (x, _) => F.softmax(x, 1);
            case "log-softmax": return (x, _) => F.log_softmax(x, 1);
            case "add": return (x, y) => x + y!;
            default: throw new NotSupportedException($"layer {path}: {layer.Layer.Signature.Keyword} has no translation to PyTorch");
        }
    }

    /// <summary>Whether the input may be overwritten: not the caller's, not an output, and not kept for the gradient of the operation that made it.</summary>
    bool IsOnlyReader(BoundLayer layer)
    {
        int input = layer.Inputs[0];
        return network.Layers.Count(other => other.Inputs.Contains(input)) == 1 && !network.Outputs.Contains(input)
            && network.Layers.Any(maker => maker.Results.Contains(input) && maker.Layer.Signature.Keyword is "conv" or "dense");
    }

    static long[] Pair(Size size) => [size.Height, size.Width];

    static long[] Pair(string layer, Padding padding) => padding.Top == padding.Bottom && padding.Left == padding.Right
        ? [padding.Top, padding.Left]
        : throw new NotSupportedException($"layer {layer}: PyTorch pads both sides alike");

    sealed record Step(Func<Tensor, Tensor?, Tensor> Run, int[] Inputs, int Result);
}
