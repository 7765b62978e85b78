using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Oracle.Checks;
using NetGen.Peers;
using NetGen.Tests.Harness;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>A network of the zoo, compiled for the machine's best target, with running averages that are not those of the beginning.</summary>
sealed class ZooSubject : IDisposable
{
    public ZooSubject(BoundNetwork network, int batchSize)
    {
        Network = network;
        Net = GeneratedAssembly.Compile([network], MachineTargets.All[^1])(network.Name, 1, 1, batchSize);
        var random = new Random(2);
        foreach (var state in network.Layers.SelectMany(l => l.Parameters).Where(p => p.IsState))
        {
            float[] values = Close.Random(random, (int)state.Shape.Size);
            if (state.Name.EndsWith("running_var", StringComparison.Ordinal)) values = [.. values.Select(v => 1 + (v / 2))];
            Net.SetParameter(state.Name, values);
        }
    }

    public BoundNetwork Network { get; }

    public INetworkUnderTest Net { get; }

    public IReadOnlyList<PeerParameter> Parameters => PeerParameter.ReadAll(Network, Net.GetParameter);

    public void Dispose() => Net.Dispose();
}
