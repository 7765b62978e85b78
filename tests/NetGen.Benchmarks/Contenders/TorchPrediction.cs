using NetGen.Peers.Torch;
using static TorchSharp.torch;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Benchmarks.Contenders;

/// <summary>PyTorch's operators through TorchSharp in inference mode. The output is left where the library puts it. It disposes of the parameters too.</summary>
sealed class TorchPrediction(BoundNetwork network, TorchParameters parameters, Examples examples, bool channelsLast) : IContender
{
    readonly TorchParameters parameters = parameters;
    readonly TorchNetwork net = new(network, parameters, training: false);
    readonly Tensor input = TorchParameters.Stored(tensor(examples.Inputs, examples.InputShape), channelsLast);

    public string Name => "TorchSharp";

    public float[] Result
    {
        get
        {
            using var mode = inference_mode();
            using var scope = NewDisposeScope();
            return net.Forward(input).data<float>().ToArray();
        }
    }

    public void Run()
    {
        using var mode = inference_mode();
        using var scope = NewDisposeScope();
        net.Forward(input);
    }

    public void Dispose()
    {
        input.Dispose();
        parameters.Dispose();
    }
}
