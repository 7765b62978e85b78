using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Torch;

/// <summary>Parameters as PyTorch's.</summary>
/// <param name="parameters">Names, shapes and values.</param>
/// <param name="channelsLast">Whether filters are stored with their channels last, for images that are too.</param>
public sealed class TorchParameters(IEnumerable<PeerParameter> parameters, bool channelsLast = false)
{
    readonly Dictionary<string, TorchParameter> all = parameters.ToDictionary(
        p => p.Name, p => new TorchParameter(Stored(tensor(p.Values, p.Shape), channelsLast), requires_grad: true));

    public IReadOnlyDictionary<string, TorchParameter> All => all;

    /// <summary>Images and filters with channels last in memory, where asked; PyTorch sees it by the strides and keeps to it.</summary>
    public static Tensor Stored(Tensor tensor, bool channelsLast) =>
        channelsLast && tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : tensor;

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

    public void ClearGradients()
    {
        foreach (TorchParameter parameter in all.Values) parameter.grad?.zero_();
    }

    public float[] Gradient(string name) => all[name].grad!.contiguous().data<float>().ToArray();

    public float[] Value(string name) => all[name].detach().contiguous().data<float>().ToArray();

    TorchParameter? Bias(string layer) => all.GetValueOrDefault(layer + ".bias");
}
