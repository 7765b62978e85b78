using System;
using System.Linq;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>
/// A network of the zoo, with numbers of its batch normalization that are not those of the beginning: with summands of zero a rectifier and another normalization behind make what is before them as good as
/// independent of the factors.
/// </summary>
sealed class ZooSubject : Subject
{
    public ZooSubject(BoundNetwork network, int batchSize) : base(network, batchSize)
    {
        var random = new Random(2);
        foreach (var parameter in network.Layers.Where(l => l.Layer.Signature.Keyword == "batchnorm").SelectMany(l => l.Parameters))
        {
            float[] values = Close.Random(random, (int)parameter.Shape.Size);
            (float start, float spread) = parameter.Name.Split('.')[^1] switch
            {
                "running_mean" => (0, 1),
                "running_var" => (1, 0.5f),
                "weight" => (1, 0.125f),
                _ => (0, 0.125f),
            };
            Net.SetParameter(parameter.Name, [.. values.Select(v => start + (spread * v))]);
        }
    }
}
