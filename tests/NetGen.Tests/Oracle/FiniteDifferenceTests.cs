using System;
using System.Linq;
using NetGen.Oracle;
using NetGen.Oracle.Cases;
using NetGen.Oracle.Checks;
using Xunit;
using BoundNetwork = NetGen.Compiler.Binding.Network;

namespace NetGen.Tests.Oracle;

/// <summary>The oracle's own gradients against differences of its loss, in every case: in doubles the step is so small that none meets a kink.</summary>
public class FiniteDifferenceTests
{
    const int Examples = 2;
    const int Samples = 2;
    const double Step = 1e-5;
    const double RelativeTolerance = 1e-5;
    const double RoundingTolerance = 1e-9; // of the loss, divided by the step

    // Larger networks have no layers of their own.
    const long MostMultiplyAdds = 500_000;

    public static TheoryData<string> Groups() => [.. CaseCatalogue.Groups.Select(group => group.Name)];

    [Theory, MemberData(nameof(Groups))]
    public void GradientsAreDifferences(string group)
    {
        foreach (Case given in CaseCatalogue.Groups.Single(g => g.Name == group).Cases)
        {
            BoundNetwork network = SpecBinder.Bind(given.Spec);
            if (network.Training is not null && network.Layers.Sum(layer => layer.MultiplyAdds) <= MostMultiplyAdds) Check(network);
        }
    }

    static void Check(BoundNetwork network)
    {
        var data = new CaseData(network, Examples);
        var parameters = data.Parameters.ToDictionary(p => p.Key, p => CaseData.Doubles(p.Value));
        double[][] inputs = [.. data.Inputs.Select(CaseData.Doubles)], targets = [.. data.Targets.Select(CaseData.Doubles)];
        var oracle = new OracleNetwork(network, parameters);
        var step = new OracleRandom(seed: 3, step: 0);
        OracleGradients gradients = oracle.Backward(inputs, targets, Examples, step);
        Assert.Equal(gradients.Loss, oracle.Loss(inputs, targets, Examples, step), 12);
        var random = new Random(7);
        foreach (string name in gradients.Gradients.Keys)
        {
            double[] values = parameters[name];
            for (int sample = 0; sample < Samples; sample++)
            {
                int i = random.Next(values.Length);
                double expected = Difference(values, i, () => oracle.Loss(inputs, targets, Examples, step)), actual = gradients.Gradients[name][i];
                double tolerance = (RelativeTolerance * Math.Abs(expected)) + (RoundingTolerance * (1 + gradients.Loss));
                Assert.True(Math.Abs(expected - actual) <= tolerance, $"{network.Name}: gradient of {name}[{i}] is {actual}, the difference {expected}");
            }
        }
    }

    static double Difference(double[] values, int i, Func<double> loss)
    {
        double value = values[i];
        values[i] = value + Step;
        double above = loss();
        values[i] = value - Step;
        double below = loss();
        values[i] = value;
        return (above - below) / (2 * Step);
    }
}
