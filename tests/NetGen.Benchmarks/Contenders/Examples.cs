using System;
using System.Linq;
using NetGen.Compiler.Binding;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Benchmarks.Contenders;

/// <summary>A batch of noise and class numbers, the same for all contenders.</summary>
sealed class Examples
{
    public Examples(BoundNetwork network, int batch)
    {
        NetworkValue input = network.Values[network.Inputs[0]], output = network.Values[network.Outputs[0]];
        var random = new Random(1);
        InputShape = [batch, .. input.Whole.Dims.Select(dim => (long)dim)];
        OutputShape = [batch, .. output.Shape.Dims.Select(dim => (long)dim)];
        Inputs = [.. Enumerable.Range(0, batch * (int)input.Whole.Size).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        Labels = [.. Enumerable.Range(0, batch).Select(_ => random.Next((int)output.Shape.Size))];
    }

    public long[] InputShape { get; }

    public long[] OutputShape { get; }

    public float[] Inputs { get; }

    public int[] Labels { get; }

    public float[] NewOutputs() => new float[OutputShape.Aggregate(1L, (a, b) => a * b)];
}
