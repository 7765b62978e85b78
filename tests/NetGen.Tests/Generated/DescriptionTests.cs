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

    private static NetworkDescription Describe(string layers)
    {
        using var net = new GeneratedNetwork("network A\ninput x: 4\nunroll " + layers);
        return net.Network.Describe();
    }
}
