namespace NetGen.Oracle.Layers;

/// <summary>Product of values, element by element, axes of size 1 repeated.</summary>
public sealed class MulOracle : LayerOracle
{
    public override string Keyword => "mul";

    public override void Forward(LayerUse use)
    {
        for (int i = 0; i < use.Result.Length; i++) use.Result[i] = ProductWithout(use, -1, i);
    }

    public override void Backward(LayerUse use)
    {
        for (int k = 0; k < use.Inputs.Count; k++)
        {
            for (int i = 0; i < use.Result.Length; i++)
                use.InputGradients[k][Broadcasting.Source(use.InputShapes[k], use.ResultShape, i)] += use.ResultGradient[i] * ProductWithout(use, k, i);
        }
    }

    static double ProductWithout(LayerUse use, int left, int element)
    {
        double product = 1;
        for (int k = 0; k < use.Inputs.Count; k++)
            if (k != left) product *= use.Inputs[k][Broadcasting.Source(use.InputShapes[k], use.ResultShape, element)];
        return product;
    }
}
