namespace NetGen.Oracle.Layers;

/// <summary>y_o = Σ_i W_oi · x_i + b_o</summary>
public sealed class DenseOracle : LayerOracle
{
    public override string Keyword => "dense";

    public override void Forward(LayerUse use)
    {
        double[] weight = use.Parameters["weight"];
        int inputs = use.Input.Length;
        for (int o = 0; o < use.Result.Length; o++)
        {
            double sum = use.Arguments.Bool("bias") ? use.Parameters["bias"][o] : 0;
            for (int i = 0; i < inputs; i++) sum += weight[(o * inputs) + i] * use.Input[i];
            use.Result[o] = sum;
        }
    }

    public override void Backward(LayerUse use)
    {
        double[] weight = use.Parameters["weight"];
        int inputs = use.Input.Length;
        for (int o = 0; o < use.Result.Length; o++)
        {
            double dy = use.ResultGradient[o];
            if (use.Arguments.Bool("bias")) use.ParameterGradients["bias"][o] += dy;
            for (int i = 0; i < inputs; i++)
            {
                use.ParameterGradients["weight"][(o * inputs) + i] += dy * use.Input[i];
                use.InputGradient[i] += dy * weight[(o * inputs) + i];
            }
        }
    }
}
