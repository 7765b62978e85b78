using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>One value behind the other along an axis.</summary>
public sealed class ConcatOracle : LayerOracle
{
    public override string Keyword => "concat";

    public override void Forward(LayerUse use) => Visit(use, (input, x, y) => use.Result[y] = use.Inputs[input][x]);

    public override void Backward(LayerUse use) => Visit(use, (input, x, y) => use.InputGradients[input][x] += use.ResultGradient[y]);

    delegate void Copy(int input, int x, int y);

    static void Visit(LayerUse use, Copy copy)
    {
        int axis = use.Arguments.Int("axis");
        int outer = use.ResultShape.Dims.Take(axis).Aggregate(1, (a, b) => a * b), inner = use.ResultShape.Dims.Skip(axis + 1).Aggregate(1, (a, b) => a * b);
        int y = 0;
        for (int o = 0; o < outer; o++)
        {
            for (int input = 0; input < use.Inputs.Count; input++)
            {
                int length = use.InputShapes[input][axis] * inner;
                for (int i = 0; i < length; i++) copy(input, (o * length) + i, y++);
            }
        }
    }
}
