using System;
using System.Linq;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Peers.Tests.Zoo;

/// <summary>A network of the zoo, with running averages that are not those of the beginning.</summary>
sealed class ZooSubject : Subject
{
    /// <param name="network">The network.</param>
    /// <param name="batchSize">The examples of a training step.</param>
    /// <param name="trained">
    /// Whether factors and summands of batch normalization are not those of the beginning either: with summands of zero a rectifier and another normalization behind make what is
    /// before them as good as independent of the factors, whose gradients are then nothing but rounding.
    /// </param>
    public ZooSubject(BoundNetwork network, int batchSize, bool trained = false) : base(network, batchSize)
    {
        var random = new Random(2);
        foreach (var parameter in network.Layers.Where(l => l.Layer.Signature.Keyword == "batchnorm").SelectMany(l => l.Parameters).Where(p => trained || p.IsState))
        {
            float[] values = Close.Random(random, (int)parameter.Shape.Size);
            bool isFactor = parameter.Name.Split('.')[^1] is "running_var" or "weight";
            Net.SetParameter(parameter.Name, isFactor ? [.. values.Select(v => 1 + (v / 2))] : values);
        }
    }
}
