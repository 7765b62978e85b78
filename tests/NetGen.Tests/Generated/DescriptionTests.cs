using System.Linq;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>What a generated class says of itself.</summary>
public class DescriptionTests
{
    [Fact]
    public void ATrainersMemoryGrowsWithItsBatch()
    {
        NetworkDescription description = Describe("tiles\ndense 100\ndense 3\ntrain\n  loss mse\n  optimizer sgd lr=0.1");

        Assert.Equal("scalar", description.Target);
        long each = description.TrainingBytes(1) - description.TrainingBytes(0);
        // The hidden layer is kept for the backward pass.
        Assert.True(each >= 100 * sizeof(float), $"{each}");
        Assert.Equal(description.TrainingBytes(0) + (64 * each), description.TrainingBytes(64));
    }

    [Fact]
    public void UnrolledCodeTakesOneExampleAtATime()
    {
        NetworkDescription description = Describe("full\ndense 3\ntrain\n  loss mse\n  optimizer sgd lr=0.1");

        Assert.True(description.TrainingBytes(1) > 0);
        Assert.Equal(description.TrainingBytes(1), description.TrainingBytes(64));
    }

    [Fact]
    public void ValuesAreDescribed()
    {
        using var net = new GeneratedNetwork("""
            network A
            input image: 2x3x4
            input words: tokens(9)[5] lengths
            a = image | dense 6
            b = words | embed 6 | gru 6 returns=last
            scores = add a, b
            sum = scores | dense 1
            output scores, sum
            train
              loss softmax-cross-entropy of scores
              loss mse of sum target=wanted
              optimizer sgd
            """);
        NetworkDescription description = net.Network.Describe();

        // As sequences: immutable arrays are equal only to themselves.
        Assert.Equal<ValueDescription>([new("image", [2, 3, 4], 0), new("words", [5], 9), new("words_lengths", [], 6)], description.Inputs);
        Assert.Equal<ValueDescription>([new("scores", [6], 0), new("sum", [1], 0)], description.Outputs);
        Assert.Equal<ValueDescription>([new("scores_labels", [], 6), new("wanted", [1], 0)], description.Targets);
        Assert.Equal([24, 5, 1], description.Inputs.Select(input => input.Length));
    }

    private static NetworkDescription Describe(string layers)
    {
        using var net = new GeneratedNetwork("network A\ninput x: 4\nunroll " + layers);
        return net.Network.Describe();
    }
}
