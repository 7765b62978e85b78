using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Graphs;

namespace NetGen.Oracle.Checks;

/// <summary>Random inputs, targets and parameters of a case, the same on every machine; in floats, which the oracle reads as they are.</summary>
public sealed class CaseData
{
    readonly Network network;

    public CaseData(Network network, int examples)
    {
        this.network = network;
        var random = new Random(network.Name.Aggregate(17, (hash, c) => unchecked((hash * 31) + c)));
        Parameters = network.Layers.SelectMany(layer => layer.Parameters).ToDictionary(p => p.Name, p => Parameter(random, p));
        Inputs = [.. network.Inputs.Select(value => Input(random, network.Values[value], examples))];
        Targets = [.. OracleNetwork.Targets(network).Select(value => Target(random, value, examples))];
    }

    public IReadOnlyDictionary<string, float[]> Parameters { get; }

    public IReadOnlyList<Array> Inputs { get; }

    public IReadOnlyList<Array> Targets { get; }

    /// <summary>The first examples, as the generated methods take them.</summary>
    public Array[] InputsOf(int examples) => [.. Inputs.Zip(network.Inputs, (data, value) => First(data, value, examples))];

    public Array[] InputsAndTargetsOf(int examples) =>
        [.. InputsOf(examples), .. Targets.Zip(OracleNetwork.Targets(network), (data, value) => First(data, value, examples))];

    public static double[] Doubles(Array data) => data is float[] floats ? [.. floats.Select(f => (double)f)] : [.. ((int[])data).Select(i => (double)i)];

    Array First(Array data, int value, int examples)
    {
        int length = examples * (int)network.Values[value].Whole.Size;
        return data is float[] floats ? floats[..length] : ((int[])data)[..length];
    }

    /// <summary>Weights of about the size that keeps the scale of what passes through them.</summary>
    static float[] Parameter(Random random, BoundParameter parameter)
    {
        int size = (int)parameter.Shape.Size;
        // A variance is positive.
        if (parameter.Name.EndsWith("running_var", StringComparison.Ordinal)) return [.. Uniform(random, size, 0.5).Select(v => 1 + v)];
        return Uniform(random, size, parameter.Shape.Rank > 1 ? Math.Sqrt(3.0 * parameter.Shape[0] / size) : 0.5);
    }

    static Array Input(Random random, NetworkValue value, int examples)
    {
        int length = examples * (int)value.Whole.Size;
        if (value.IsLengths) return Enumerable.Range(0, length).Select(_ => random.Next(0, value.Classes)).ToArray();
        return value.Element == ElementType.Int ? Enumerable.Range(0, length).Select(_ => random.Next(value.Classes)).ToArray() : Uniform(random, length, 1);
    }

    Array Target(Random random, int value, int examples)
    {
        BoundLoss loss = network.Training!.Losses.First(l => l.Target == value);
        int length = examples * (int)network.Values[value].Whole.Size;
        if (network.Values[value].Element == ElementType.Int)
            return Enumerable.Range(0, length).Select(_ => random.Next(network.Values[loss.Prediction].Shape[0])).ToArray();
        return loss.Loss.Signature.Keyword is "binary-cross-entropy" or "softmax-cross-entropy" // probabilities
            ? Enumerable.Range(0, length).Select(_ => (float)random.NextDouble()).ToArray()
            : Uniform(random, length, 1);
    }

    static float[] Uniform(Random random, int length, double bound) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)(((random.NextDouble() * 2) - 1) * bound))];
}
