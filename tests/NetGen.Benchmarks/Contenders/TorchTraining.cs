using System;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Peers;
using NetGen.Peers.Torch;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Benchmarks.Contenders;

/// <summary>A training step as PyTorch's users write it: gradients cleared, forward, loss, backward, step of the optimizer. It disposes of the parameters too.</summary>
sealed class TorchTraining : ITraining
{
    readonly TorchParameters parameters;
    readonly TorchNetwork net;
    readonly optim.Optimizer optimizer;
    readonly Tensor input, labels;

    public TorchTraining(BoundNetwork network, TorchParameters parameters, Examples examples, bool channelsLast)
    {
        this.parameters = parameters;
        net = new TorchNetwork(network, parameters);
        input = TorchParameters.Stored(tensor(examples.Inputs, examples.InputShape), channelsLast);
        labels = tensor(examples.Labels.Select(label => (long)label).ToArray());
        Arguments arguments = network.Training!.OptimizerArguments;
        double rate = arguments.Double("lr");
        optimizer = network.Training.Optimizer.Signature.Keyword switch
        {
            "momentum" => optim.SGD(parameters.Trained, rate, momentum: arguments.Double("rho")),
            "adam" => optim.Adam(parameters.Trained, rate, arguments.Double("beta1"), arguments.Double("beta2"), arguments.Double("eps")),
            string other => throw new NotSupportedException($"optimizer {other} has no translation to PyTorch"),
        };
    }

    public string Name => "TorchSharp";

    public float[] Result { get; } = new float[1];

    public double LearningRate
    {
        set
        {
            foreach (var group in optimizer.ParamGroups) group.LearningRate = value;
        }
    }

    public float[] Parameter(PeerParameter parameter) => parameters.Value(parameter.Name);

    public void Run()
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        Tensor value = F.cross_entropy(net.Forward(input), labels);
        value.backward();
        optimizer.step();
        Result[0] = value.item<float>();
    }

    public void Dispose()
    {
        optimizer.Dispose();
        input.Dispose();
        labels.Dispose();
        parameters.Dispose();
    }
}
