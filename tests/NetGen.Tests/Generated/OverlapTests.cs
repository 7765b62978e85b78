using System;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>Kernels read an input while they write an output, in an order of their own: the two must not be the same memory.</summary>
public class OverlapTests
{
    [Theory]
    [InlineData("tiles"), InlineData("full")]
    public void AnOutputMayNotBeAnInputOrAnotherOutput(string unroll)
    {
        using var net = new GeneratedNetwork($"""
            network Overlapping
            unroll {unroll}
            input x: 4
            a = dense 4
            b = a | relu
            output a, b
            train
              loss mse of b
              optimizer sgd
            """);
        float[] x = new float[8], first = new float[8], second = new float[8];

        net.Methods.Predict([x], [first, second]);
        Refuses("a", x, second);
        Refuses("b", first, x);
        Refuses("b", first, first);

        void Refuses(string argument, float[] a, float[] b) =>
            Assert.StartsWith("An output must not overlap", Assert.Throws<ArgumentException>(argument, () => net.Methods.Predict([x], [a, b])).Message, StringComparison.Ordinal);
    }
}
