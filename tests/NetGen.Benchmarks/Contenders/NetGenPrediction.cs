using System;
using NetGen.Oracle.Checks;

namespace NetGen.Benchmarks.Contenders;

/// <summary>The generated class.</summary>
sealed class NetGenPrediction(INetworkUnderTest network, Data data) : IContender
{
    readonly Array[] inputs = [data.Inputs];
    readonly float[][] outputs = [data.NewOutputs()];

    public string Name => "NetGen";

    public float[] Result => outputs[0];

    public void Run() => network.Predict(inputs, outputs);

    public void Dispose() => network.Dispose();
}
