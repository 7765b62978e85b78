using System;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle.Layers;

/// <summary>
/// The mean of the inputs that are not dropped. Locally each is dropped with a probability, and where all would be, one is kept; globally only the input that belongs to the one
/// column of the network, or the first.
/// </summary>
public sealed class JoinOracle : LayerOracle
{
    public override string Keyword => "join";

    public override void Forward(LayerUse use)
    {
        double[] shares = Shares(use.Arguments, use.Inputs.Count, use.Run);
        for (int k = 0; k < shares.Length; k++)
            for (int i = 0; i < use.Result.Length; i++) use.Result[i] += shares[k] * use.Inputs[k][i];
    }

    public override void Backward(LayerUse use)
    {
        double[] shares = Shares(use.Arguments, use.Inputs.Count, use.Run);
        for (int k = 0; k < shares.Length; k++)
            for (int i = 0; i < use.Result.Length; i++) use.InputGradients[k][i] += shares[k] * use.ResultGradient[i];
    }

    /// <summary>What each of n inputs counts in a batch.</summary>
    public static double[] Shares(Arguments arguments, int n, LayerRun run)
    {
        float drop = arguments.Float("drop"), global = arguments.Float("global");
        if (!run.Training || (drop == 0 && global == 0)) return [.. Enumerable.Repeat(1.0 / n, n)];
        if (run.Shared(0) < global)
        {
            int columns = Math.Max(arguments.Int("columns"), n), column = Math.Max((int)(run.Shared(1) * columns), columns - n);
            return [.. Enumerable.Range(0, n).Select(i => columns - n + i == column ? 1.0 : 0)];
        }

        bool[] stays = [.. Enumerable.Range(0, n).Select(i => run.Uniform(i) >= drop)];
        int alive = stays.Count(s => s), lonely = (int)(run.Uniform(n) * n);
        return [.. stays.Select((stay, i) => alive > 0 ? (stay ? 1.0 / alive : 0) : i == lonely ? 1 : 0)];
    }
}
