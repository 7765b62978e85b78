using System;
using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>
/// The mean of the inputs that are not dropped. Locally each is dropped with a probability, and where all would be, one is kept; globally only the input that belongs to the one column of the network, or the first.
/// </summary>
public sealed class JoinOracle : LayerOracle
{
    public override string Keyword => "join";

    public override void Forward(LayerUse use)
    {
        double[] shares = Shares(use);
        for (int k = 0; k < shares.Length; k++)
            for (int i = 0; i < use.Result.Length; i++) use.Result[i] += shares[k] * use.Inputs[k][i];
    }

    public override void Backward(LayerUse use)
    {
        double[] shares = Shares(use);
        for (int k = 0; k < shares.Length; k++)
            for (int i = 0; i < use.Result.Length; i++) use.InputGradients[k][i] += shares[k] * use.ResultGradient[i];
    }

    static double[] Shares(LayerUse use)
    {
        int n = use.Inputs.Count;
        float drop = use.Arguments.Float("drop"), global = use.Arguments.Float("global");
        if (!use.Run.Training || (drop == 0 && global == 0)) return [.. Enumerable.Repeat(1.0 / n, n)];
        if (use.Run.Shared(0) < global)
        {
            int columns = Math.Max(use.Arguments.Int("columns"), n), column = Math.Max((int)(use.Run.Shared(1) * columns), columns - n);
            return [.. Enumerable.Range(0, n).Select(i => columns - n + i == column ? 1.0 : 0)];
        }

        bool[] stays = [.. Enumerable.Range(0, n).Select(i => use.Run.Uniform(i) >= drop)];
        int alive = stays.Count(s => s), lonely = (int)(use.Run.Uniform(n) * n);
        return [.. stays.Select((stay, i) => alive > 0 ? (stay ? 1.0 / alive : 0) : i == lonely ? 1 : 0)];
    }
}
