using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;
using TorchParameter = TorchSharp.Modules.Parameter;

namespace NetGen.Peers.Tests.Torch;

/// <summary>The parameters of a subject as PyTorch's, with the same values.</summary>
sealed class TorchParameters(Subject subject)
{
    readonly Dictionary<string, TorchParameter> parameters = subject.ParameterNames.ToDictionary(
        name => name, name => new TorchParameter(tensor(subject.Parameter(name), subject.Shape(name)), requires_grad: true));

    public IReadOnlyDictionary<string, TorchParameter> All => parameters;

    public Tensor Linear(Tensor x, string layer) => nn.functional.linear(x, parameters[layer + ".weight"], parameters[layer + ".bias"]);

    public Tensor Conv(Tensor x, string layer, long[] strides, long[] padding, long[]? dilation = null, long groups = 1) =>
        nn.functional.conv2d(x, parameters[layer + ".weight"], parameters[layer + ".bias"], strides, padding, dilation ?? [1, 1], groups);

    public void ClearGradients()
    {
        foreach (TorchParameter parameter in parameters.Values) parameter.grad?.zero_();
    }

    public float[] Gradient(string name) => parameters[name].grad!.contiguous().data<float>().ToArray();

    public float[] Value(string name) => parameters[name].detach().contiguous().data<float>().ToArray();
}
