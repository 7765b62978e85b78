using System;
using System.Linq;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>
/// The lesson of the course notes on recurrent networks: over many steps a vanilla network's gradient is multiplied by its recurrent matrix again and again, so that it vanishes or
/// explodes with the largest singular value, while that of an LSTM goes along the cell, where its forget gate lets it pass.
/// </summary>
public class GradientFlowTests
{
    const int Hidden = 8, Times = 100;

    /// <summary>Gradient of a loss on the last step with respect to the projection of the first, relative to that of a loss on the first.</summary>
    static double Ratio(string layer, Action<GeneratedNetwork> prepare)
    {
        double[] norms = [.. new[] { 2, Times }.Select(times =>
        {
            using var net = new GeneratedNetwork(
                $"network Flow\nunroll tiles\ninput x: {Hidden}\ninput s: 1[{times}]\nh = x | first: dense {Hidden} bias=no\n{layer}\ntrain\n  loss mse\n  optimizer sgd\n",
                batchSize: 1);
            prepare(net);
            net.Methods.SetParameter("first.weight", [.. Enumerable.Range(0, Hidden * Hidden).Select(i => i % (Hidden + 1) == 0 ? 0.01f : 0)]);
            float[] x = [.. Enumerable.Range(0, Hidden).Select(_ => 0.01f)], gradient = new float[Hidden * Hidden];
            net.Methods.Backward([x, new float[times], Enumerable.Repeat(1f, Hidden).ToArray()]);
            net.Methods.GetGradient("first.weight", gradient);
            return Math.Sqrt(gradient.Sum(g => (double)g * g));
        })];
        return norms[1] / norms[0];
    }

    static double Vanilla(float singularValue) => Ratio($"s | r: rnn h {Hidden} activation=relu returns=last", net =>
    {
        Zero(net);
        net.Methods.SetParameter("r.weight_hh_l0", [.. Enumerable.Range(0, Hidden * Hidden).Select(i => i % (Hidden + 1) == 0 ? singularValue : 0)]);
    });

    static double LongShortTerm() => Ratio($"c = x | cell: dense {Hidden} bias=no\ns | r: lstm c, h {Hidden} returns=last", net =>
    {
        Zero(net);
        // All gates are open.
        net.Methods.SetParameter("r.bias_ih_l0", [.. Enumerable.Range(0, 4 * Hidden).Select(i => i / Hidden is 1 or 3 ? 6f : 0)]);
    });

    static void Zero(GeneratedNetwork net)
    {
        foreach (string name in net.Methods.ParameterNames.Where(n => n.StartsWith("r.", StringComparison.Ordinal)))
            net.Methods.SetParameter(name, new float[net.Network.Parameters[name].Count]);
    }

    [Theory, InlineData(0.8f), InlineData(1.1f)]
    public void AVanillaNetworksGradientGoesWithThePowerOfItsSingularValue(float singularValue)
    {
        // 98 more steps; the loss's own derivative 2·(y - 1)/n changes where y does, by less than this.
        double expected = Math.Pow(singularValue, Times - 2);
        Assert.InRange(Vanilla(singularValue) / expected, 0.3, 3);
    }

    [Fact]
    public void AnLstmsDoesNot() => Assert.InRange(LongShortTerm(), 0.3, 3);
}
