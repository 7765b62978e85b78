using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Runtime;

public unsafe class ParameterTests
{
    public static TheoryData<int[], LayoutPart[][]> Layouts => new()
    {
        { [], [] },
        { [7], [[new(7, 1)]] },
        { [100], [[new(4, 1000), new(32, 1)]] },
        { [3, 5], [[new(3, 5)], [new(5, 1)]] },
        { [3, 5], [[new(8, 1)], [new(5, 8)]] },
        { [70, 45], [[new(3, 45 * 32), new(32, 1)], [new(45, 32)]] },
        { [40, 6, 5, 3], [[new(3, 5 * 3 * 6 * 16), new(16, 1)], [new(6, 16)], [new(5, 3 * 6 * 16)], [new(3, 6 * 16)]] },
        { [2, 3, 4], [[new(2, 1)], [new(3, 2)], [new(2, 12), new(2, 6)]] },
    };

    [Theory, MemberData(nameof(Layouts))]
    public void CanonicalAndInternalLayoutsConvert(int[] shape, LayoutPart[][] axes)
    {
        const int Offset = 5;
        int size = 1 + axes.Sum(parts => parts.Sum(part => (part.Extent - 1) * part.Stride));
        var layout = new ParameterLayout("p", shape, axes, Offset, size, Initializer.Zeros, 1, 1, 1);
        using var network = new LayoutOnly(new NetworkLayout([layout], Offset + size, Offset + size));
        Parameter parameter = network.Parameters[0];
        float[] values = [.. Enumerable.Range(1, parameter.Count).Select(i => (float)i)];
        parameter.CopyFrom(values);

        var expected = new float[Offset + size];
        for (int i = 0; i < values.Length; i++)
            expected[Offset + PlaceOf(i, shape, axes)] = values[i];
        Assert.Equal(expected, network.Raw.ToArray());
        Assert.Equal(values, parameter.ToArray());
    }

    [Fact]
    public void WrongLengthsNameTheParameter()
    {
        using var network = new LinearClassifier();
        Parameter weight = network.Parameters["dense1.weight"];
        foreach (int length in (int[])[0, 14, 16])
        {
            var e = Assert.Throws<ArgumentException>(() => weight.CopyTo(new float[length]));
            Assert.Contains("dense1.weight has 15 elements (3x5)", e.Message);
            Assert.Throws<ArgumentException>(() => weight.CopyFrom(new float[length]));
        }
    }

    [Fact]
    public void TheSetIsIndexedByNameAndPlace()
    {
        using var network = new LinearClassifier();
        Assert.Equal(2, network.Parameters.Count);
        Assert.Equal(18, network.Parameters.TotalCount);
        Assert.Equal(["dense1.weight", "dense1.bias"], network.Parameters.Select(p => p.Name));
        Assert.Same(network.Parameters[1], network.Parameters["dense1.bias"]);
        Assert.Equal([3, 5], network.Parameters[0].Shape.AsSpan().ToArray());
        var e = Assert.Throws<KeyNotFoundException>(() => network.Parameters["dense1.wieght"]);
        Assert.Equal("There is no parameter 'dense1.wieght'. Did you mean 'dense1.weight'?", e.Message);
    }

    [Fact]
    public void LayoutsThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Make([3], [], 3));
        Assert.Throws<ArgumentException>(() => Make([3], [[new(2, 1)]], 3));
        Assert.Throws<ArgumentException>(() => Make([3], [[new(3, 2)]], 4));
        Assert.Throws<ArgumentException>(() => Make([0], [[new(3, 2)]], 4));
        Assert.Throws<ArgumentException>(() => new NetworkLayout([Make([3], [[new(3, 1)]], 3)], 2, 2));

        static ParameterLayout Make(int[] shape, LayoutPart[][] axes, int size) => new("p", shape, axes, 0, size, Initializer.Zeros, 1, 1, 1);
    }

    [Fact]
    public void InitialValuesFollowTheirDistributions()
    {
        using var network = new LayoutOnly(
        [
            Square("zeros", 0, Initializer.Zeros, 1), Square("ones", 1, Initializer.Ones, 1), Square("constant", 2, Initializer.Constant, 2.5f),
            Square("normal", 3, Initializer.HeNormal, MathF.Sqrt(2)), Square("uniform", 4, Initializer.XavierUniform, 1),
        ]);
        Assert.All(network.Parameters["zeros"].ToArray(), x => Assert.Equal(0, x));
        Assert.All(network.Parameters["ones"].ToArray(), x => Assert.Equal(1, x));
        Assert.All(network.Parameters["constant"].ToArray(), x => Assert.Equal(2.5f, x));

        float[] normal = network.Parameters["normal"].ToArray();
        Assert.Equal(0, normal.Average(), 0.005);
        Assert.Equal(2.0 / 100, normal.Average(x => (double)x * x), 0.001);

        float[] uniform = network.Parameters["uniform"].ToArray();
        double bound = Math.Sqrt(6.0 / 200);
        Assert.InRange(uniform.Max(), bound * 0.999, bound * 1.000001);
        Assert.InRange(uniform.Min(), -bound * 1.000001, -bound * 0.999);
        Assert.Equal(bound * bound / 3, uniform.Average(x => (double)x * x), bound * bound * 0.02);
    }

    [Fact]
    public void InitialValuesDoNotDependOnTheLayout()
    {
        using var plain = new LayoutOnly([new ParameterLayout("w", [6, 5], [[new(6, 5)], [new(5, 1)]], 0, 30, Initializer.HeNormal, 5, 6, 1)], 9);
        using var padded = new LayoutOnly([new ParameterLayout("w", [6, 5], [[new(8, 1)], [new(5, 8)]], 0, 40, Initializer.HeNormal, 5, 6, 1)], 9);
        using var other = new LayoutOnly([new ParameterLayout("w", [6, 5], [[new(8, 1)], [new(5, 8)]], 0, 40, Initializer.HeNormal, 5, 6, 1)], 8);
        Assert.Equal(plain.Parameters["w"].ToArray(), padded.Parameters["w"].ToArray());
        Assert.NotEqual(plain.Parameters["w"].ToArray(), other.Parameters["w"].ToArray());
    }

    private static ParameterLayout Square(string name, int place, Initializer initializer, float gain) =>
        new(name, [100, 100], [[new(100, 100)], [new(100, 1)]], place * 10_000, 10_000, initializer, 100, 100, gain);

    private static int PlaceOf(int index, int[] shape, LayoutPart[][] axes)
    {
        int place = 0;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            int i = index % shape[d];
            index /= shape[d];
            foreach (LayoutPart part in axes[d].Reverse())
            {
                place += i % part.Extent * part.Stride;
                i /= part.Extent;
            }
        }
        return place;
    }

    private sealed class LayoutOnly(NetworkLayout layout, ulong seed = 3) : Network(layout, seed, threads: 1)
    {
        private readonly int floats = layout.Floats;

        public LayoutOnly(ParameterLayout[] parameters, ulong seed = 3) : this(new NetworkLayout(parameters, parameters.Sum(p => p.Size), parameters.Sum(p => p.Size)), seed)
        {
        }

        public ReadOnlySpan<float> Raw => new(Weights, floats);

        public override NetworkDescription Describe() => throw new NotSupportedException();

        protected override void PredictBatch(in Batch batch, Span<float> output) => throw new NotSupportedException();
    }
}
