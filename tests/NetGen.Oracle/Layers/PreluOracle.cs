namespace NetGen.Oracle.Layers;

/// <summary>x where positive, w · x elsewhere; w is one for all, or one a channel</summary>
public sealed class PreluOracle : LayerOracle
{
    public override string Keyword => "prelu";

    public override void Forward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++) use.Result[i] = use.Input[i] > 0 ? use.Input[i] : use.Parameters["weight"][Slope(use, i)] * use.Input[i];
    }

    public override void Backward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++)
        {
            int w = Slope(use, i);
            bool positive = use.Input[i] > 0;
            use.InputGradient[i] += use.ResultGradient[i] * (positive ? 1 : use.Parameters["weight"][w]);
            if (!positive) use.ParameterGradients["weight"][w] += use.ResultGradient[i] * use.Input[i];
        }
    }

    static int Slope(LayerUse use, int element) => element / (use.Input.Length / use.Parameters["weight"].Length);
}
