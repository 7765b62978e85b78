using System;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public class SaliencyTests
{
    [Fact]
    public void OfALinearScoreItIsTheWeights()
    {
        using var network = new LinearClassifier(seed: 3);
        float[] weights = network.Parameters[0].ToArray()[5..10], image = [1, -2, 3, 0.5f, 0];
        var shape = new ImageShape(1, 1, 5);
        ImageSamples.Near([.. weights.Select(Math.Abs)], Saliency.OfPixels(network, image, shape, 1), 1e-4f);
        ImageSamples.Near([.. weights.Zip(image).Select(pair => pair.First * pair.Second)], Saliency.OfSquares(network, image, shape, 1, size: 1), 1e-5f);
        // Of several channels the largest counts.
        ImageSamples.Near([weights.Max(Math.Abs)], Saliency.OfPixels(network, image, new ImageShape(5, 1, 1), 1), 1e-4f);
        Assert.Throws<ArgumentOutOfRangeException>(() => Saliency.OfPixels(network, image, shape, 3));
        Assert.Throws<ArgumentException>(() => Saliency.OfPixels(network, image, new ImageShape(1, 2, 2), 1));
    }
}
