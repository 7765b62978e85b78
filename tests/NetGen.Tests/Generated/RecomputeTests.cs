using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Steps that are computed again for the gradient: the same up to rounding, in less memory.</summary>
public class RecomputeTests
{
    const int Batch = 3, Times = 40;

    const string Decoder = """
        input x: 8[40]
        input m: 6[30]
        scan v in x
          carry h: 12
          seen = h | attend m score=general
          d = v | concat seen | dropout 0.3
          h = d | grucell h
          yield h
        dense 2
        """;

    [Theory]
    [InlineData("input x: 8[40]\nlstm 20 layers=2 | dense 2", 0.75)]
    [InlineData("input x: 8[40]\ngru 20 | dense 2", 0.85)]
    [InlineData(Decoder, 0.8)]
    public void GivesTheSameGradientsInLessMemory(string layers, double atMost)
    {
        (float[] results, long bytes) = Train(layers, "");
        (float[] again, long fewer) = Train(layers, "  recompute\n");

        Assert.All(results.Zip(again), pair => Assert.InRange(
            pair.Second, pair.First - 1e-6f - (1e-4f * Math.Abs(pair.First)), pair.First + 1e-6f + (1e-4f * Math.Abs(pair.First))));
        Assert.True(fewer < atMost * bytes, $"{fewer} bytes an example, not below {atMost} of {bytes}");
    }

    /// <summary>Attention multiplies each query with each vector of the memory, and keeps none of these products.</summary>
    [Fact]
    public void AttentionKeepsNothingOfEachPair()
    {
        const int Queries = 40, Sites = 30, Features = 64;
        using var net = new GeneratedNetwork(
            $"network Pairs\nunroll tiles\ninput x: 8[{Queries}]\ninput m: {Features}[{Sites}]\nq = x | dense {Features}\nk = m | dense {Features}\nq | attend k\n"
                + "train\n  loss mse\n  optimizer sgd\n");
        NetworkDescription description = net.Network.Describe();
        Assert.InRange(description.TrainingBytes(2) - description.TrainingBytes(1), 1, 4 * Queries * Sites * Features / 2);
    }

    /// <summary>The loss and all gradients of a step, and the memory of an example.</summary>
    static (float[] Results, long Bytes) Train(string layers, string recompute)
    {
        using var net = new GeneratedNetwork($"network Again\nunroll tiles\n{layers}\ntrain\n  loss mse\n  optimizer sgd\n{recompute}", batchSize: Batch);
        var random = new Random(5);
        float[] Random(int size) => [.. Enumerable.Range(0, size).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        float[] x = Random(Batch * Times * 8), target = Random(Batch * Times * 2);
        Array[] given = layers == Decoder ? [x, Random(Batch * 30 * 6), target] : [x, target];
        float loss = net.Methods.Backward(given);
        var gradients = net.Methods.ParameterNames.SelectMany(name =>
        {
            var gradient = new float[net.Network.Parameters[name].Count];
            net.Methods.GetGradient(name, gradient);
            return gradient;
        });
        NetworkDescription description = net.Network.Describe();
        return ([loss, .. gradients], description.TrainingBytes(2) - description.TrainingBytes(1));
    }
}
