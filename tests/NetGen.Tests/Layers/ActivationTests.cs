using System;
using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Scalars;
using NetGen.Tests.Scalars;
using Xunit;

namespace NetGen.Tests.Layers;

public sealed class ActivationTests
{
    public static TheoryData<string> Keywords => new(LayerCatalogue.Layers.OfType<Activation>().Select(a => a.Signature.Keyword));

    static ScalarFunction Function(string keyword)
    {
        var activation = (Activation)Bench.Layer(keyword);
        return activation.Function(Bench.Arguments(activation.Signature));
    }

    [Theory]
    [InlineData("relu", -2, 0)]
    [InlineData("relu", 3, 3)]
    [InlineData("leakyrelu", -2, -0.02)]
    [InlineData("leakyrelu", 3, 3)]
    [InlineData("elu", -1, -0.632120559)]
    [InlineData("elu", 3, 3)]
    [InlineData("sigmoid", 1, 0.731058579)]
    [InlineData("tanh", 1, 0.761594156)]
    [InlineData("softplus", 1, 1.313261688)]
    [InlineData("softplus", -30, 9.35762297e-14)]
    [InlineData("selu", -1, -1.111330737)]
    [InlineData("selu", 3, 3.152102962)]
    [InlineData("gelu", 1, 0.8413447461)]
    [InlineData("gelu", -1, -0.1586552539)]
    [InlineData("silu", 1, 0.7310585786)]
    [InlineData("swish", -2, -0.2384058440)]
    [InlineData("hardswish", -4, 0)]
    [InlineData("hardswish", 1, 0.6666666667)]
    [InlineData("hardswish", 4, 4)]
    public void HasItsFormula(string keyword, float x, double y)
    {
        foreach (bool fused in new[] { true, false })
            Assert.Equal(1, FloatMachine.Function(Function(keyword), fused)(x) / (y == 0 ? 1 : y) + (y == 0 ? 1 : 0), 6);
    }

    [Theory]
    [MemberData(nameof(Keywords))]
    public void PassesNaNOn(string keyword) => Assert.True(float.IsNaN(FloatMachine.Function(Function(keyword))(float.NaN)));

    [Theory]
    [MemberData(nameof(Keywords))]
    public void DerivativeIsThatOfFiniteDifferences(string keyword)
    {
        ScalarFunction function = Function(keyword);
        Func<float, float> f = FloatMachine.Function(function);
        Func<float, float> derivative = FloatMachine.Function(x => Expr.Call(function, x).Derivative(0));
        for (float x = -6.03f; x < 6; x += 0.0917f)
        {
            const float step = 1 / 64f;
            if (MathF.Abs(x) < step || MathF.Abs(MathF.Abs(x) - 3) < step) continue; // rectifiers have a corner, and hardswish two
            double difference = ((double)f(x + step) - f(x - step)) / ((double)(x + step) - (x - step));
            Assert.Equal(difference, derivative(x), 3e-4);
        }
    }

    /// <summary>Where the derivative follows from the output, the input need not be kept.</summary>
    [Theory]
    [InlineData("relu")]
    [InlineData("leakyrelu")]
    [InlineData("elu")]
    [InlineData("selu")]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    public void DerivativeReadsTheOutputOnly(string keyword)
    {
        Expr x = Expr.Argument(0), y = Expr.Argument(1);
        Assert.DoesNotContain(x, Expr.Nodes([Function(keyword).Derivative(x, y)]));
    }
}
