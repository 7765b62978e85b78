using System;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Checks;

/// <summary>Predictions, losses, gradients and weights after some steps are the same bits for any number of threads.</summary>
static class ThreadsCheck
{
    const int Steps = 3;

    public static void Run(CaseContext context)
    {
        float[][] alone = Trace(context, 1);
        foreach (int threads in (int[])[2, 3, 7])
        {
            float[][] shared = Trace(context, threads);
            int different = Enumerable.Range(0, alone.Length).Count(i => !alone[i].AsSpan().SequenceEqual(shared[i]));
            if (different > 0) context.Fail($"{threads} threads: {different} of {alone.Length} results differ from one thread's");
        }
    }

    static float[][] Trace(CaseContext context, int threads)
    {
        using INetworkUnderTest net = context.Create(threads);
        int most = context.Case.Examples.Max();
        float[][] outputs = context.Outputs(most);
        net.Predict(context.Data.InputsOf(most), outputs);
        if (context.Network.Training is null) return outputs;

        Array[] batch = context.Data.InputsAndTargetsOf(context.Case.BatchSize);
        float[] losses = [net.Evaluate(batch), .. Enumerable.Range(0, Steps).Select(_ => net.Step(batch))];
        return [.. outputs, losses, .. context.Network.Layers.SelectMany(layer => layer.Parameters).SelectMany(p => Results(net, p))];
    }

    static float[][] Results(INetworkUnderTest net, BoundParameter of)
    {
        float[] gradient = new float[of.Shape.Size], parameter = new float[of.Shape.Size];
        if (of.IsTrained) net.GetGradient(of.Name, gradient);
        net.GetParameter(of.Name, parameter);
        return [gradient, parameter];
    }
}
