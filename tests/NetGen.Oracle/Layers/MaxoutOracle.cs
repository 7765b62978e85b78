using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>The largest of the pieces; the gradient goes to the first that holds it.</summary>
public sealed class MaxoutOracle : LayerOracle
{
    public override string Keyword => "maxout";

    public override void Forward(LayerUse use)
    {
        for (int y = 0; y < use.Result.Length; y++) use.Result[y] = use.Input[Best(use, y)];
    }

    public override void Backward(LayerUse use)
    {
        for (int y = 0; y < use.Result.Length; y++) use.InputGradient[Best(use, y)] += use.ResultGradient[y];
    }

    static int Best(LayerUse use, int element) =>
        Enumerable.Range(0, use.Arguments.Int("pieces")).Select(piece => (piece * use.Result.Length) + element).MaxBy(i => use.Input[i]);
}
