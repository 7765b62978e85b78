using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle;

/// <summary>Weight decay and max-norm constraints by definition.</summary>
public static class OracleRegularization
{
    /// <summary>The layers whose "weight" scales or is a slope: neither decays unless asked, and no norm of it is limited.</summary>
    static readonly HashSet<string> Scales = ["batchnorm", "layernorm", "groupnorm", "scale", "prelu"];

    /// <summary>The gradient of the penalty at a value of a parameter: l2 · θ + l1 · sign θ.</summary>
    public static double Pull(Network network, BoundParameter of, double value)
    {
        return (Factor(PenaltyKind.L2) * value) + (Factor(PenaltyKind.L1) * Math.Sign(value));

        double Factor(PenaltyKind kind) => network.Training!.Decays
            .Where(d => d.Kind == kind && IsUnder(d, of.Name) && (d.OfAll || d.Path == of.Name || IsWeight(network, of))).MaxBy(d => Names(d).Length)?.Factor ?? 0;
    }

    /// <summary>Weights after the update: those of each neuron scaled so that their norm is not above its limit.</summary>
    public static double[] Limited(Network network, BoundParameter of, double[] values)
    {
        if (!IsWeight(network, of) || network.Training!.MaxNorms.Where(m => IsUnder(m, of.Name)).MaxBy(m => Names(m).Length) is not { } rule) return values;
        var neurons = values.Select((value, i) => (Index: i, Value: value)).GroupBy(v => Neuron(LayerOf(network, of), of, v.Index));
        var limited = new double[values.Length];
        foreach (var neuron in neurons)
        {
            double norm = Math.Sqrt(neuron.Sum(v => v.Value * v.Value)), factor = norm > rule.Limit ? rule.Limit / norm : 1;
            foreach (var (i, value) in neuron) limited[i] = value * factor;
        }
        return limited;
    }

    /// <summary>What the weight at an index comes into: an output of [outputs, …]; of a transposed convolution [inputs, outputs of a group, …] an output of its input's
    /// group.</summary>
    static int Neuron(BoundLayer layer, BoundParameter of, int index)
    {
        if (of.Shape.Rank == 1) return 0;
        int first = index / ((int)of.Shape.Size / of.Shape[0]);
        if (layer.Layer.Signature.Keyword != "deconv") return first;
        int group = first / (of.Shape[0] / layer.Arguments.Int("groups")), output = index / (of.Shape[2] * of.Shape[3]) % of.Shape[1];
        return (group * of.Shape[1]) + output;
    }

    static bool IsWeight(Network network, BoundParameter of) =>
        Names(of.Name)[^1].StartsWith("weight", StringComparison.Ordinal) && !Scales.Contains(LayerOf(network, of).Layer.Signature.Keyword);

    static BoundLayer LayerOf(Network network, BoundParameter of) => network.Layers.Single(layer => layer.Parameters.Contains(of));

    static bool IsUnder(ParameterRule rule, string parameter) => Names(rule).SequenceEqual(Names(parameter).Take(Names(rule).Length));

    static string[] Names(ParameterRule rule) => rule.Path.Length == 0 ? [] : Names(rule.Path);

    static string[] Names(string path) => path.Split('.');
}
