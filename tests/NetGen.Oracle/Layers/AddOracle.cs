namespace NetGen.Oracle.Layers;

/// <summary>Sum of values, axes of size 1 repeated.</summary>
public sealed class AddOracle : LayerOracle
{
    public override string Keyword => "add";

    public override void Forward(LayerUse use)
    {
        for (int k = 0; k < use.Inputs.Count; k++)
            for (int i = 0; i < use.Result.Length; i++) use.Result[i] += use.Inputs[k][Broadcasting.Source(use.InputShapes[k], use.ResultShape, i)];
    }

    public override void Backward(LayerUse use)
    {
        for (int k = 0; k < use.Inputs.Count; k++)
        {
            for (int i = 0; i < use.Result.Length; i++)
                use.InputGradients[k][Broadcasting.Source(use.InputShapes[k], use.ResultShape, i)] += use.ResultGradient[i];
        }
    }
}
