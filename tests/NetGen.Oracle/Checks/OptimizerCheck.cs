using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Checks;

/// <summary>
/// Updates against the optimizer's formula, from the network's own gradients: those of adaptive optimizers are of the size of the learning rate however
/// small the gradient, so the gradients' rounding must not enter.
/// </summary>
static class OptimizerCheck
{
    const int Steps = 3;
    const int States = 2;
    const double Tolerance = 1e-5;

    public static void Run(CaseContext context)
    {
        if (context.Network.Training is null) return;
        using INetworkUnderTest net = context.Create();
        var states = context.Data.Parameters.ToDictionary(p => p.Key, p => p.Value.Select(_ => new double[States]).ToArray());
        for (int step = 1; step <= Steps; step++)
        {
            net.Backward(context.Data.InputsAndTargetsOf(context.Case.BatchSize));
            var parameters = Read(context, net.GetParameter);
            var gradients = Read(context, net.GetGradient);
            net.Update();
            var updated = Read(context, net.GetParameter);
            foreach (string name in parameters.Keys)
            {
                Update update = OracleNetwork.UpdateOf(context.Network, name);
                double[] expected = [.. parameters[name].Select((parameter, i) => update(net.LearningRate, step, parameter, gradients[name][i], states[name][i]))];
                context.Compare($"{name} after update {step}", expected, updated[name], Tolerance);
            }
        }
    }

    delegate void Reader(string name, float[] values);

    static Dictionary<string, float[]> Read(CaseContext context, Reader read) => context.Data.Parameters.ToDictionary(p => p.Key, p =>
    {
        var values = new float[p.Value.Length];
        read(p.Key, values);
        return values;
    });
}
