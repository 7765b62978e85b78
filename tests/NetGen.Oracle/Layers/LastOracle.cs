namespace NetGen.Oracle.Layers;

/// <summary>The step before an example's end.</summary>
public sealed class LastOracle : LayerOracle
{
    public override string Keyword => "last";

    public override bool IsSequential => true;

    public override void Forward(LayerUse use)
    {
        for (int i = 0; use.Length > 0 && i < use.Result.Length; i++) use.Result[i] = use.Input[((use.Length - 1) * use.Result.Length) + i];
    }

    public override void Backward(LayerUse use)
    {
        for (int i = 0; use.Length > 0 && i < use.Result.Length; i++) use.InputGradient[((use.Length - 1) * use.Result.Length) + i] += use.ResultGradient[i];
    }
}
