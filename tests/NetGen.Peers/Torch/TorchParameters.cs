using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Torch;

/// <summary>Parameters as PyTorch's.</summary>
public sealed class TorchParameters(IEnumerable<PeerParameter> parameters)
{
    readonly Dictionary<string, TorchParameter> all = parameters.ToDictionary(
        p => p.Name, p => new TorchParameter(tensor(p.Values, p.Shape), requires_grad: true));

    public IReadOnlyDictionary<string, TorchParameter> All => all;

    public Tensor Linear(Tensor x, string layer) => nn.functional.linear(x, all[layer + ".weight"], Bias(layer));

    public Tensor Conv(Tensor x, string layer, long[] strides, long[] padding, long[]? dilation = null, long groups = 1) =>
        nn.functional.conv2d(x, all[layer + ".weight"], Bias(layer), strides, padding, dilation ?? [1, 1], groups);

    public void ClearGradients()
    {
        foreach (TorchParameter parameter in all.Values) parameter.grad?.zero_();
    }

    public float[] Gradient(string name) => all[name].grad!.contiguous().data<float>().ToArray();

    public float[] Value(string name) => all[name].detach().contiguous().data<float>().ToArray();

    TorchParameter? Bias(string layer) => all.GetValueOrDefault(layer + ".bias");
}
