using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;
using NetGen.Oracle.Cases;

namespace NetGen.Oracle.Checks;

/// <summary>What every check of a case needs, and where it says what is wrong.</summary>
sealed class CaseContext
{
    readonly NetworkFactory factory;
    readonly List<string> failures = [];

    public CaseContext(Case given, Network network, NetworkFactory factory)
    {
        this.factory = factory;
        (Case, Network) = (given, network);
        Data = new CaseData(network, given.Examples.Append(given.BatchSize).Max());
        Oracle = new OracleNetwork(network, Data.Parameters.ToDictionary(p => p.Key, p => CaseData.Doubles(p.Value)));
        Inputs = [.. Data.Inputs.Select(CaseData.Doubles)];
        Targets = [.. Data.Targets.Select(CaseData.Doubles)];
    }

    /// <summary>The seed of what is random in training.</summary>
    public const ulong Seed = 1;

    public Case Case { get; }

    public Network Network { get; }

    public CaseData Data { get; }

    public OracleNetwork Oracle { get; }

    public IReadOnlyList<double[]> Inputs { get; }

    public IReadOnlyList<double[]> Targets { get; }

    public IReadOnlyList<string> Failures => failures;

    /// <summary>A network with the case's parameters.</summary>
    public INetworkUnderTest Create(int threads = 1)
    {
        INetworkUnderTest net = factory(Network.Name, Seed, threads, Case.BatchSize);
        Reset(net);
        return net;
    }

    /// <summary>Puts the case's parameters back, states among them, which training changes.</summary>
    public void Reset(INetworkUnderTest net)
    {
        foreach (var (name, values) in Data.Parameters) net.SetParameter(name, values);
    }

    public float[][] Outputs(int examples) => [.. Network.Outputs.Select(value => new float[examples * (int)Network.Values[value].Whole.Size])];

    public void Fail(string message) => failures.Add($"{Case.Name}: {message}");

    /// <summary>Requires agreement relative to the largest of the numbers: each is a sum, in which smaller ones are lost to rounding.</summary>
    public void Compare(string what, ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        double scale = 1e-2;
        foreach (double e in expected) scale = Math.Max(scale, Math.Abs(e));
        for (int i = 0; i < expected.Length; i++)
        {
            if (Math.Abs(expected[i] - actual[i]) <= tolerance * scale) continue;
            Fail($"{what}[{i}] is {actual[i]:G9}, not {expected[i]:G9} ({Wrong(expected, actual, tolerance * scale)} of {expected.Length} are wrong)");
            return;
        }
    }

    static int Wrong(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double bound)
    {
        int count = 0;
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= bound)) count++;
        return count;
    }
}
