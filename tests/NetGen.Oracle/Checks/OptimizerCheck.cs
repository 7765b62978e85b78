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
        var states = OracleNetwork.Trained(context.Network).ToDictionary(p => p.Name, p => context.Data.Parameters[p.Name].Select(_ => new double[States]).ToArray());
        for (int step = 1; step <= Steps; step++)
        {
            net.Backward(context.Data.InputsAndTargetsOf(context.Case.BatchSize));
            var parameters = Read(context, net.GetParameter);
            var gradients = Read(context, net.GetGradient).ToDictionary(p => p.Key, p => CaseData.Doubles(p.Value));
            // It is measured over the whole buffer: what pads a layout must be zero.
            context.Compare($"norm of the gradients {step}", [OracleClipping.Norm(gradients.Values)], [net.GradientNorm], Tolerance);
            var clipped = OracleClipping.Clip(context.Network, gradients);
            net.Update();
            foreach (BoundParameter of in context.Network.Layers.SelectMany(layer => layer.Parameters).Where(p => p.IsFrozen))
                if (!Read(of, net.GetParameter).SequenceEqual(context.Data.Parameters[of.Name])) context.Fail($"{of.Name} is frozen, and not what it was after update {step}");
            var updated = Read(context, net.GetParameter);
            foreach (BoundParameter of in OracleNetwork.Trained(context.Network))
            {
                string name = of.Name;
                double[] expected = OracleNetwork.Update(context.Network, of, net.LearningRate, step, CaseData.Doubles(parameters[name]), clipped[name], states[name]);
                context.Compare($"{name} after update {step}", expected, updated[name], Tolerance);
            }
        }
    }

    delegate void Reader(string name, float[] values);

    static Dictionary<string, float[]> Read(CaseContext context, Reader read) => OracleNetwork.Trained(context.Network).ToDictionary(p => p.Name, p => Read(p, read));

    static float[] Read(BoundParameter parameter, Reader read)
    {
        var values = new float[parameter.Shape.Size];
        read(parameter.Name, values);
        return values;
    }
}
