using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

/// <summary>y_o = Σ_i M_oi·W_oi·x_i + b_o; in training M is 0 where r &lt; p, else 1/(1 - p), r drawn for each weight once a batch; else M is 1.</summary>
public sealed class DropConnectOracle : LayerOracle
{
    public override string Keyword => "dropconnect";

    public override void Forward(LayerUse use)
    {
        int inputs = use.Input.Length;
        for (int o = 0; o < use.Result.Length; o++)
        {
            double sum = use.Arguments.Bool("bias") ? use.Parameters["bias"][o] : 0;
            for (int i = 0; i < inputs; i++) sum += Mask(use, (o * inputs) + i) * use.Parameters["weight"][(o * inputs) + i] * use.Input[i];
            use.Result[o] = sum;
        }
    }

    public override void Backward(LayerUse use)
    {
        int inputs = use.Input.Length;
        for (int o = 0; o < use.Result.Length; o++)
        {
            double dy = use.ResultGradient[o];
            if (use.Arguments.Bool("bias")) use.ParameterGradients["bias"][o] += dy;
            for (int i = 0; i < inputs; i++)
            {
                double mask = Mask(use, (o * inputs) + i);
                use.ParameterGradients["weight"][(o * inputs) + i] += dy * mask * use.Input[i];
                use.InputGradient[i] += dy * mask * use.Parameters["weight"][(o * inputs) + i];
            }
        }
    }

    static double Mask(LayerUse use, int weight)
    {
        float p = use.Arguments.Float("p");
        if (!use.Run.Training || p == 0) return 1;
        return use.Run.Random!.Uniform(use.Run.FirstSite, weight) < p ? 0 : 1.0 / (1 - p);
    }
}
