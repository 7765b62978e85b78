using System;
using NetGen.Compiler.Scalars;
using NetGen.Oracle.Layers;
using Xunit;

namespace NetGen.Tests.Scalars;

/// <summary>The elementary functions against double precision, over all floats in steps that are prime.</summary>
public sealed class AccuracyTests
{
    const uint Step = 4093; // about 2²⁰ floats

    static double Reference(string name, double x) => name switch
    {
        "exp" => Math.Exp(x),
        "expm1" => Math.Abs(x) < 1e-2 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5)))))))) : Math.Exp(x) - 1,
        "log" => Math.Log(x),
        "log1p" => Log1P(x),
        "tanh" => Math.Tanh(x),
        "sigmoid" => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)),
        "softplus" => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x))),
        "erf" => GeluOracle.ErrorFunction(x),
        _ => throw new ArgumentException(name),
    };

    static double Log1P(double x) => Math.Abs(x) < 1e-3 ? x * (1 - (x * ((1.0 / 2) - (x * ((1.0 / 3) - (x * ((1.0 / 4) - (x / 5)))))))) : Math.Log(1 + x);

    static ScalarFunction Find(string name) => name switch
    {
        "exp" => new Exponential(),
        "expm1" => new ExponentialMinusOne(),
        "log" => new Logarithm(),
        "log1p" => new LogarithmOfOnePlus(),
        "tanh" => new HyperbolicTangent(),
        "sigmoid" => new Logistic(),
        "erf" => new ErrorFunction(),
        _ => new SoftplusFunction(),
    };

    [Theory]
    [InlineData("exp", 2.5)]
    [InlineData("expm1", 2)]
    [InlineData("log", 2)]
    [InlineData("log1p", 2)]
    [InlineData("tanh", 4.5)]
    [InlineData("sigmoid", 3.5)]
    [InlineData("softplus", 3.5)]
    [InlineData("erf", 3)]
    public void IsWithinUnitsInTheLastPlace(string name, double limit)
    {
        foreach (bool fused in new[] { true, false })
        {
            Func<float, float> f = FloatMachine.Function(Find(name), fused);
            (double worst, float at) = (0, 0);
            for (ulong bits = 0; bits <= uint.MaxValue; bits += Step)
            {
                float x = BitConverter.UInt32BitsToSingle((uint)bits);
                double error = Error(f(x), Reference(name, x));
                if (error > worst) (worst, at) = (error, x);
            }
            Assert.True(worst <= limit, $"{name}, {(fused ? "fused" : "not fused")}: {worst:F2} units at {at:G9}: {f(at):G9}, not {Reference(name, at):G9}");
        }
    }

    [Theory]
    [InlineData("exp", 0, 1, float.PositiveInfinity)]
    [InlineData("expm1", -1, 0, float.PositiveInfinity)]
    [InlineData("log", float.NaN, float.NegativeInfinity, float.PositiveInfinity)]
    [InlineData("log1p", float.NaN, 0, float.PositiveInfinity)]
    [InlineData("tanh", -1, 0, 1)]
    [InlineData("sigmoid", 0, 0.5, 1)]
    [InlineData("softplus", 0, 0.693147182, float.PositiveInfinity)]
    [InlineData("erf", -1, 0, 1)]
    public void HasItsLimits(string name, float atMinusInfinity, float atZero, float atInfinity)
    {
        foreach (bool fused in new[] { true, false })
        {
            Func<float, float> f = FloatMachine.Function(Find(name), fused);
            Assert.Equal(atMinusInfinity, f(float.NegativeInfinity));
            Assert.Equal(atZero, f(0f));
            Assert.Equal(atZero, f(-0f));
            Assert.Equal(atInfinity, f(float.PositiveInfinity));
            Assert.True(float.IsNaN(f(float.NaN)));
            Assert.False(float.IsNaN(f(float.Epsilon)) || float.IsNaN(f(float.MaxValue)));
        }
    }

    [Fact]
    public void TanhAndSigmoidStayInTheirRange()
    {
        Func<float, float> tanh = FloatMachine.Function(new HyperbolicTangent()), sigmoid = FloatMachine.Function(new Logistic());
        for (float x = 4; x < 20; x += 1e-4f)
        {
            Assert.True(MathF.Abs(tanh(x)) <= 1 && tanh(-x) == -tanh(x));
            Assert.InRange(sigmoid(x), 0, 1);
        }
        Assert.Equal(1, tanh(9.02f));
        Assert.Equal(1, tanh(float.MaxValue));
        Assert.Equal(float.Epsilon, tanh(float.Epsilon));
    }

    /// <summary>What the functions cost: a change shows here.</summary>
    [Theory]
    [InlineData("tanh", 14)]
    [InlineData("erf", 28)]
    [InlineData("exp", 20)]
    [InlineData("sigmoid", 25)]
    [InlineData("log", 32)]
    public void HasFewOperations(string name, int atMost) =>
        Assert.InRange(new FloatMachine([Expr.Call(Find(name), Expr.Argument(0))], fused: true).Operations, 1, atMost);

    static double Error(float actual, double exact)
    {
        if (double.IsNaN(exact)) return float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        // What rounds to infinity may also be the largest number, and the other way round.
        if (Math.Abs(exact) >= float.MaxValue) return Math.Abs(actual) >= float.MaxValue && Math.Sign(actual) == Math.Sign(exact) ? 0 : double.PositiveInfinity;
        if (!float.IsFinite(actual)) return Math.Abs(exact) > 0.9999995 * float.MaxValue ? 0 : double.PositiveInfinity;
        double unit = Math.Pow(2, Math.Max(exact == 0 ? -149 : Math.ILogB(exact) - 23, -149));
        return Math.Abs(actual - exact) / unit;
    }
}
