using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using NetGen.Tests.Harness;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests;

/// <summary>What is compared with a peer.</summary>
public enum Implementation
{
    Generated, // compiled for the machine's best target
    Oracle,    // the definition that all targets are checked against
}

static class Implementations
{
    /// <summary>Each case with each implementation.</summary>
    public static TheoryData<string, Implementation> Of(IEnumerable<string> cases)
    {
        var data = new TheoryData<string, Implementation>();
        foreach (string each in cases)
            foreach (Implementation implementation in Enum.GetValues<Implementation>()) data.Add(each, implementation);
        return data;
    }
}

/// <summary>A network, and its parameters as the peers take them.</summary>
class Subject : IDisposable
{
    /// <summary>The seed of the weights, and of what is random in training.</summary>
    public const ulong Seed = 1;

    public Subject(string spec, int batchSize, Implementation implementation = Implementation.Generated) : this(SpecBinder.Bind(spec), batchSize, implementation) { }

    public Subject(BoundNetwork network, int batchSize, Implementation implementation = Implementation.Generated)
    {
        Network = network;
        Net = implementation == Implementation.Oracle
            ? new OracleUnderTest(Network)
            : GeneratedAssembly.Compile([Network], MachineTargets.All[^1])(Network.Name, Seed, 1, batchSize);
    }

    public BoundNetwork Network { get; }

    public INetworkUnderTest Net { get; }

    public IEnumerable<string> ParameterNames => Network.Layers.SelectMany(layer => layer.Parameters).Select(p => p.Name);

    public IReadOnlyList<PeerParameter> Parameters => PeerParameter.ReadAll(Network, Net.GetParameter);

    public float[] Parameter(string name) => Read(name, Net.GetParameter);

    public float[] Gradient(string name) => Read(name, Net.GetGradient);

    public void Dispose() => Net.Dispose();

    float[] Read(string name, Action<string, float[]> read)
    {
        var values = new float[Network.Layers.SelectMany(layer => layer.Parameters).Single(p => p.Name == name).Shape.Size];
        read(name, values);
        return values;
    }
}
