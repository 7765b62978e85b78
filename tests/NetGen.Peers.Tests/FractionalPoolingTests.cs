using System.Linq;
using NetGen.Oracle.Cases;
using Xunit;
using static TorchSharp.torch;

namespace NetGen.Peers.Tests;

/// <summary>
/// The size of what fractional max pooling gives. PyTorch's regions are all of one size, which its caller chooses, and its random numbers are its own: nothing else of it can be
/// compared.
/// </summary>
public class FractionalPoolingTests
{
    [Theory]
    [InlineData(13, 0.7), InlineData(32, 0.7), InlineData(30, 0.6), InlineData(33, 0.9), InlineData(50, 0.5), InlineData(94, 0.7071067811865476), InlineData(17, 0.51)]
    public void HasThePeersSize(int size, double ratio)
    {
        using Tensor expected = nn.FractionalMaxPool2d(2, output_ratio: ratio).forward(zeros(1, 3, size, size + 5));

        var network = SpecBinder.Bind(System.FormattableString.Invariant($"network Shrunk\ninput image: 3x{size}x{size + 5}\nfractionalmaxpool {1 / ratio:R}\n"));
        Assert.Equal(expected.shape.Skip(1), network.Values[network.Outputs[0]].Shape.Dims.Select(dim => (long)dim));
    }
}
