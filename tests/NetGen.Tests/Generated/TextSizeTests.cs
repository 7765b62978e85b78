using System.Linq;
using NetGen.Compiler;
using NetGen.Oracle.Checks;
using NetGen.Tests.Binding;
using NetGen.Tests.Harness;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Generated;

/// <summary>A chain of element-wise layers is one expression; its text grows as the chain does, and the C# compiler and the JIT take it.</summary>
public class TextSizeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("repeat {0}\n  relu")]
    [InlineData("repeat {0}\n  a = relu\n  a | add a")]
    [InlineData("repeat {0}\n  relu | add x")]
    [InlineData("repeat {0}\n  leakyrelu slope=0.9")]
    [InlineData("repeat {0}\n  hardswish")]
    public void TheTextOfAChainIsLinearInItsLength(string layers)
    {
        foreach (TargetSet target in new[] { TargetSet.Scalar, TargetSet.Avx2 })
        {
            (long half, long whole) = (Length(100), Length(200));
            output.WriteLine($"{target}: {half:N0} and {whole:N0} characters");
            Assert.InRange(whole, 1, 2.5 * half); // less where the longer one is no longer straight-line code
            Assert.InRange(half, 1, 2_000_000);

            long Length(int count)
            {
                CompiledNetwork compiled = NetworkCompiler.Compile(Chain(layers, count), target);
                return compiled.Files.Concat(compiled.Kernels).Sum(file => (long)file.Text.Length);
            }
        }
    }

    [Fact]
    public void ALongChainCompilesAndRuns()
    {
        using INetworkUnderTest net = GeneratedAssembly.Compile([Chain("repeat {0}\n  relu", 200)], TargetSet.Scalar)("Chain", 1, 1, 1);
        float[] scores = new float[2];
        net.Predict([Enumerable.Repeat(1f, 64).ToArray()], [scores]);

        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
    }

    private static Compiler.Binding.Network Chain(string layers, int count) => Specs.One($"""
        network Chain
        input x: 64
        {string.Format(System.Globalization.CultureInfo.InvariantCulture, layers, count)}
        dense 2
        train
          loss mse
          optimizer sgd
        """);
}
