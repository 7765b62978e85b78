using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>One step of a recurrent network.</summary>
public abstract class RecurrentCellOracle(RecurrentOracle network) : LayerOracle
{
    public override string Keyword => network.Keyword + "cell";

    public override void Forward(LayerUse use)
    {
        (double[] x, double[] h, int hidden) = Projections(use);
        for (int j = 0; j < hidden; j++)
        {
            double[] next = network.Step(use, RecurrentOracle.Part(x, j, hidden), RecurrentOracle.Part(h, j, hidden), States(use, j));
            for (int s = 0; s < network.States; s++) use.Results[s][j] = next[s];
        }
    }

    public override void Backward(LayerUse use)
    {
        (double[] x, double[] h, int hidden) = Projections(use);
        double[] gx = new double[x.Length], gh = new double[h.Length];
        for (int j = 0; j < hidden; j++)
        {
            var back = network.StepBack(use, RecurrentOracle.Part(x, j, hidden), RecurrentOracle.Part(h, j, hidden), States(use, j), [.. use.ResultGradients.Select(g => g[j])]);
            for (int gate = 0; gate < network.Gates; gate++) (gx[(gate * hidden) + j], gh[(gate * hidden) + j]) = (back.X[gate], back.H[gate]);
            for (int s = 0; s < network.States; s++) use.InputGradients[1 + s][j] += back.States[s];
        }

        RecurrentOracle.ProjectBack(use, "ih", "", use.Input, gx, use.InputGradient);
        RecurrentOracle.ProjectBack(use, "hh", "", use.Inputs[1], gh, use.InputGradients[1]);
    }

    static (double[] X, double[] H, int Hidden) Projections(LayerUse use) =>
        (RecurrentOracle.Project(use, "ih", "", use.Input), RecurrentOracle.Project(use, "hh", "", use.Inputs[1]), use.Inputs[1].Length);

    double[] States(LayerUse use, int unit) => [.. Enumerable.Range(1, network.States).Select(s => use.Inputs[s][unit])];
}

public sealed class RnnCellOracle() : RecurrentCellOracle(new RnnOracle());

public sealed class LstmCellOracle() : RecurrentCellOracle(new LstmOracle());

public sealed class GruCellOracle() : RecurrentCellOracle(new GruOracle());
