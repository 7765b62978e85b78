namespace NetGen.Oracle.Layers;

/// <summary>The row of the table by the token's number.</summary>
public sealed class EmbedOracle : LayerOracle
{
    public override string Keyword => "embed";

    public override void Forward(LayerUse use)
    {
        for (int i = 0; i < use.Result.Length; i++) use.Result[i] = use.Parameters["weight"][((int)use.Input[0] * use.Result.Length) + i];
    }

    public override void Backward(LayerUse use)
    {
        for (int i = 0; i < use.ResultGradient.Length; i++) use.ParameterGradients["weight"][((int)use.Input[0] * use.ResultGradient.Length) + i] += use.ResultGradient[i];
    }
}
