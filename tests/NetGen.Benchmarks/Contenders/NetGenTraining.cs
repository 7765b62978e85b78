using System;
using NetGen.Oracle.Checks;
using NetGen.Peers;

namespace NetGen.Benchmarks.Contenders;

/// <summary>The generated trainer.</summary>
sealed class NetGenTraining(INetworkUnderTest network, Examples examples) : ITraining
{
    readonly Array[] inputsAndLabels = [examples.Inputs, examples.Labels];

    public string Name => "NetGen";

    public float[] Result { get; } = new float[1];

    public double LearningRate { set => network.LearningRate = (float)value; }

    public float[] Parameter(PeerParameter parameter)
    {
        var values = new float[parameter.Values.Length];
        network.GetParameter(parameter.Name, values);
        return values;
    }

    public void Run() => Result[0] = network.Step(inputsAndLabels);

    public void Dispose() => network.Dispose();
}
