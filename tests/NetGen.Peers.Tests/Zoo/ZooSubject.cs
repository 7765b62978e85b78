using System;
using System.Linq;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>A network of the zoo, with running averages that are not those of the beginning.</summary>
sealed class ZooSubject : Subject
{
    public ZooSubject(BoundNetwork network, int batchSize) : base(network, batchSize)
    {
        var random = new Random(2);
        foreach (var state in network.Layers.SelectMany(l => l.Parameters).Where(p => p.IsState))
        {
            float[] values = Close.Random(random, (int)state.Shape.Size);
            if (state.Name.EndsWith("running_var", StringComparison.Ordinal)) values = [.. values.Select(v => 1 + (v / 2))];
            Net.SetParameter(state.Name, values);
        }
    }
}
