using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Compiler.Layers.Scan;

namespace NetGen.Oracle;

/// <summary>A scan by definition: the layers of its body time step after time step, and back from the last.</summary>
sealed class OracleScan
{
    readonly OracleNetwork whole;
    readonly Network network;
    readonly int first;
    readonly int last;
    readonly int times;

    public OracleScan(OracleNetwork whole, Network network, int scan)
    {
        (this.whole, this.network) = (whole, network);
        int[] layers = [.. Enumerable.Range(0, network.Layers.Count).Where(i => network.Layers[i].Scan == scan)];
        (first, last) = (layers[0], layers[^1]);
        times = layers.SelectMany(i => network.Layers[i].Results).Where(v => network.Values[v].IsStep).Max(v => network.Values[v].Times);
    }

    /// <summary>Gives the number of its last layer.</summary>
    public int Forward(double[][][] values, IReadOnlyDictionary<string, double[]> parameters, OracleRandom? random)
    {
        for (int i = first; i <= last; i++)
            if (!IsOfStep(i)) whole.Run(i, values, values, parameters, random, [], (oracle, uses) => oracle.Forward(uses));
        for (int t = 0; t < times; t++)
            for (int i = first; i <= last; i++)
            {
                BoundLayer layer = network.Layers[i];
                if (!IsOfStep(i)) continue;
                if (IsCopy(layer)) Copy(layer, t, values, values, parameters, Set);
                else whole.Run(i, values, values, parameters, random, [], (oracle, uses) => oracle.Forward(uses), t);
            }

        return last;

        static void Set(Span<double> from, Span<double> to) => from.CopyTo(to);
    }

    /// <summary>Gives the number of its first layer.</summary>
    public int Backward(
        double[][][] values, double[][][] gradients,
        IReadOnlyDictionary<string, double[]> parameters, Dictionary<string, double[]> parameterGradients, OracleRandom? random)
    {
        for (int t = times - 1; t >= 0; t--)
            for (int i = last; i >= first; i--)
            {
                BoundLayer layer = network.Layers[i];
                if (!IsOfStep(i)) continue;
                if (IsCopy(layer)) Copy(layer, t, values, gradients, parameterGradients, Add);
                else whole.Run(i, values, gradients, parameterGradients, random, [], (oracle, uses) => oracle.Backward(uses), t);
            }

        for (int i = last; i >= first; i--)
            if (!IsOfStep(i)) whole.Run(i, values, gradients, parameterGradients, random, [], (oracle, uses) => oracle.Backward(uses));
        return first;

        static void Add(Span<double> from, Span<double> to)
        {
            for (int i = 0; i < from.Length; i++) from[i] += to[i];
        }
    }

    static bool IsCopy(BoundLayer layer) => layer.Layer is ScanStep or ScanCarry or ScanNext or ScanYield;

    bool IsOfStep(int layer) => network.Layers[layer].Inputs.Concat(network.Layers[layer].Results).Any(v => network.Values[v].IsStep);

    delegate void Move(Span<double> from, Span<double> to);

    /// <summary>What a step's value is a copy of: another value at some step, a parameter, or nothing, which is zeros.</summary>
    void Copy(BoundLayer layer, int t, double[][][] values, double[][][] of, IReadOnlyDictionary<string, double[]> parameters, Move move)
    {
        for (int example = 0; example < of.Length; example++)
        {
            int lengths = network.Values[layer.Layer is ScanCarry ? layer.Results[0] : layer.Inputs[0]].Lengths ?? -1;
            bool isPast = lengths >= 0 && t >= values[example][lengths][0];
            Span<double> to = Part(of[example], layer.Results[0], t);
            (int Value, int Step)? source = layer.Layer switch
            {
                ScanYield when isPast => null,
                ScanNext => (layer.Inputs[isPast ? 0 : 1], t),
                ScanCarry when t > 0 => (network.Layers.Single(l => l.Layer is ScanNext && l.Inputs[0] == layer.Results[0]).Results[0], t - 1),
                ScanCarry when layer.Inputs.Count == 0 => null,
                ScanCarry => (layer.Inputs[0], 0),
                _ => (layer.Inputs[0], t),
            };
            if (source is { } from) move(Part(of[example], from.Value, from.Step), to);
            else if (layer.Layer is ScanCarry && layer.Parameters.Count > 0) move(parameters[layer.Parameters[0].Name], to);
        }
    }

    Span<double> Part(double[][] of, int value, int step)
    {
        int size = (int)network.Values[value].Shape.Size;
        return of[value].AsSpan(step * size, size);
    }
}
