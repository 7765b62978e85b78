using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Checks;

/// <summary>The oracle in the place of a generated network: what it says is compared with other frameworks too.</summary>
public sealed class OracleUnderTest : INetworkUnderTest
{
    readonly Network network;
    readonly OracleNetwork oracle;
    readonly Dictionary<string, double[]> parameters;
    readonly Dictionary<string, double[][]> states;
    IReadOnlyDictionary<string, double[]> gradients;
    int steps;

    public OracleUnderTest(Network network)
    {
        this.network = network;
        parameters = new CaseData(network, 1).Parameters.ToDictionary(p => p.Key, p => CaseData.Doubles(p.Value));
        states = parameters.ToDictionary(p => p.Key, p => p.Value.Select(_ => new double[2]).ToArray());
        gradients = parameters;
        oracle = new OracleNetwork(network, parameters);
        LearningRate = network.Training is { } training ? training.OptimizerArguments.Float("lr") : 0;
    }

    public IEnumerable<string> ParameterNames => parameters.Keys;

    public float LearningRate { get; set; }

    public float GradientNorm => (float)OracleClipping.Norm(gradients.Values);

    public void Predict(Array[] inputs, float[][] outputs)
    {
        double[][] values = oracle.Forward([.. inputs.Select(CaseData.Doubles)], Examples(inputs));
        for (int i = 0; i < outputs.Length; i++) Write(values[network.Outputs[i]], outputs[i]);
    }

    public float Step(Array[] inputsAndTargets)
    {
        float loss = Backward(inputsAndTargets);
        Update();
        return loss;
    }

    public float Backward(Array[] inputsAndTargets)
    {
        OracleGradients result = oracle.Backward(
            Part(inputsAndTargets, 0), Part(inputsAndTargets, network.Inputs.Count), Examples(inputsAndTargets), new OracleRandom(CaseContext.Seed, steps));
        gradients = result.Gradients;
        foreach (var (name, value) in result.States) value.CopyTo(parameters[name], 0);
        return (float)result.Loss;
    }

    public void Update()
    {
        steps++;
        var clipped = OracleClipping.Clip(network, gradients);
        foreach (BoundParameter of in OracleNetwork.Trained(network))
        {
            double[] values = parameters[of.Name];
            OracleNetwork.Update(network, of, LearningRate, steps, values, clipped[of.Name], states[of.Name]).CopyTo(values, 0);
        }
    }

    public float Evaluate(Array[] inputsAndTargets) =>
        (float)oracle.Loss(Part(inputsAndTargets, 0), Part(inputsAndTargets, network.Inputs.Count), Examples(inputsAndTargets));

    public void LoadWeights(string path) => throw new NotSupportedException();

    public void GetParameter(string name, float[] values) => Write(parameters[name], values);

    public void SetParameter(string name, float[] values) => values.Select(v => (double)v).ToArray().CopyTo(parameters[name], 0);

    public void GetGradient(string name, float[] values) => Write(gradients[name], values);

    public void Dispose()
    {
    }

    int Examples(Array[] inputs) => inputs[0].Length / (int)network.Values[network.Inputs[0]].Whole.Size;

    double[][] Part(Array[] inputsAndTargets, int start) =>
        [.. inputsAndTargets.Skip(start).Take(start == 0 ? network.Inputs.Count : inputsAndTargets.Length).Select(CaseData.Doubles)];

    static void Write(double[] from, float[] to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = (float)from[i];
    }
}
