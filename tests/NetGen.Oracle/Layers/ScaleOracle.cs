namespace NetGen.Oracle.Layers;

/// <summary>y = weight_c · x + bias_c</summary>
public sealed class ScaleOracle : LayerOracle
{
    public override string Keyword => "scale";

    public override void Forward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++)
            use.Result[i] = (use.Parameters["weight"][Channel(use, i)] * use.Input[i]) + (use.Arguments.Bool("bias") ? use.Parameters["bias"][Channel(use, i)] : 0);
    }

    public override void Backward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++)
        {
            int c = Channel(use, i);
            use.InputGradient[i] += use.ResultGradient[i] * use.Parameters["weight"][c];
            use.ParameterGradients["weight"][c] += use.ResultGradient[i] * use.Input[i];
            if (use.Arguments.Bool("bias")) use.ParameterGradients["bias"][c] += use.ResultGradient[i];
        }
    }

    static int Channel(LayerUse use, int element) => element / (use.Input.Length / use.InputShape[0]);
}
