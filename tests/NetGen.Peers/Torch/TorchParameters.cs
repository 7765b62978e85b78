using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Torch;

/// <summary>Parameters as PyTorch's.</summary>
/// <param name="parameters">Names, shapes and values.</param>
/// <param name="channelsLast">Whether filters are stored with their channels last, for images that are too.</param>
/// <param name="type">Single precision as users have it, or double to judge by: the convolutions of the first are oneDNN's, some of whose gradients differ from call to call
/// here.</param>
public sealed class TorchParameters(IEnumerable<PeerParameter> parameters, bool channelsLast = false, ScalarType type = ScalarType.Float32) : IDisposable
{
    readonly Dictionary<string, TorchParameter> all = parameters.ToDictionary(
        p => p.Name, p => new TorchParameter(Stored(tensor(p.Values, p.Shape).to(type), channelsLast), requires_grad: p.IsTrained));

    public IReadOnlyDictionary<string, TorchParameter> All => all;

    /// <summary>Those that have gradients.</summary>
    public IEnumerable<TorchParameter> Trained => all.Values.Where(p => p.requires_grad);

    /// <summary>Images and filters with channels last in memory, where asked; PyTorch sees it by the strides and keeps to it.</summary>
    /// <param name="tensor">Is disposed of, if it is not the result.</param>
    /// <param name="channelsLast">Whether it is asked.</param>
    public static Tensor Stored(Tensor tensor, bool channelsLast)
    {
        if (!channelsLast || tensor.dim() != 4) return tensor;
        using (tensor)
        using (Tensor view = tensor.permute(0, 2, 3, 1))
        using (Tensor copy = view.contiguous())
            return copy.permute(0, 3, 1, 2);
    }

    public Tensor Linear(Tensor x, string layer) => nn.functional.linear(x, all[layer + ".weight"], Bias(layer));

    public Tensor Conv(Tensor x, string layer, long[] strides, long[] padding, long[]? dilation = null, long groups = 1) =>
        nn.functional.conv2d(x, all[layer + ".weight"], Bias(layer), strides, padding, dilation ?? [1, 1], groups);

    public Tensor TransposedConv(Tensor x, string layer, long[] strides, long[] padding, long[] outputPadding, long[] dilation, long groups) =>
        nn.functional.conv_transpose2d(x, all[layer + ".weight"], Bias(layer), strides, padding, outputPadding, dilation, groups);

    public Tensor LayerNorm(Tensor x, string layer, long[] shape, double eps) =>
        nn.functional.layer_norm(x, shape, all.GetValueOrDefault(layer + ".weight"), Bias(layer), eps);

    public Tensor GroupNorm(Tensor x, string layer, long groups, double eps) =>
        nn.functional.group_norm(x, groups, all.GetValueOrDefault(layer + ".weight"), Bias(layer), eps);

    public Tensor Prelu(Tensor x, string layer) => nn.functional.prelu(x, all[layer + ".weight"]);

    public Tensor BatchNorm(Tensor x, string layer, bool training, double momentum, double eps) => nn.functional.batch_norm(
        x, all[layer + ".running_mean"], all[layer + ".running_var"], all.GetValueOrDefault(layer + ".weight"), Bias(layer), training, momentum, eps);

    /// <summary>A factor and a summand for each channel.</summary>
    public Tensor Scale(Tensor x, string layer)
    {
        long[] shape = [-1, .. Enumerable.Repeat(1L, (int)x.dim() - 2)];
        Tensor scaled = x * all[layer + ".weight"].view(shape);
        return Bias(layer) is { } bias ? scaled + bias.view(shape) : scaled;
    }

    /// <summary>A layer as PyTorch's module, whose parameters take the place of these of the same names and values.</summary>
    public TorchSharp.Modules.LSTM Lstm(string layer, long inputs, long hidden, long layers, bool bias, bool bidirectional)
    {
        TorchSharp.Modules.LSTM module = nn.LSTM(inputs, hidden, layers, bias, batchFirst: true, bidirectional: bidirectional);
        using var mode = no_grad();
        foreach ((string name, TorchParameter parameter) in module.named_parameters())
        {
            parameter.copy_(all[$"{layer}.{name}"]);
            all[$"{layer}.{name}"].Dispose();
            all[$"{layer}.{name}"] = parameter;
        }
        return module;
    }

    public void ClearGradients()
    {
        foreach (TorchParameter parameter in all.Values) parameter.grad?.zero_();
    }

    public void Dispose()
    {
        foreach (TorchParameter parameter in all.Values)
        {
            parameter.grad?.Dispose();
            parameter.Dispose();
        }
    }

    public float[] Gradient(string name) => Floats(all[name].grad!);

    public float[] Value(string name) => Floats(all[name]);

    static float[] Floats(Tensor tensor)
    {
        using Tensor detached = tensor.detach(), single = detached.to(ScalarType.Float32), contiguous = single.contiguous();
        return contiguous.data<float>().ToArray();
    }

    TorchParameter? Bias(string layer) => all.GetValueOrDefault(layer + ".bias");
}
