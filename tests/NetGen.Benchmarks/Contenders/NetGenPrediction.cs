using System;
using NetGen.Oracle.Checks;

namespace NetGen.Benchmarks.Contenders;

/// <summary>The generated class.</summary>
sealed class NetGenPrediction(INetworkUnderTest network, Examples examples) : IContender
{
    readonly Array[] inputs = [examples.Inputs];
    readonly float[][] outputs = [examples.NewOutputs()];

    public string Name => "NetGen";

    public float[] Result => outputs[0];

    public void Run() => network.Predict(inputs, outputs);

    public void Dispose() => network.Dispose();
}
