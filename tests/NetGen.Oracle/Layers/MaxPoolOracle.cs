using NetGen.Compiler;
using NetGen.Compiler.Primitives;

namespace NetGen.Oracle.Layers;

/// <summary>The largest number under the window in each channel; the gradient goes to the first that holds it, in reading order.</summary>
public sealed class MaxPoolOracle : LayerOracle
{
    public override string Keyword => "maxpool";

    public override void Forward(LayerUse use) => Visit(use, (x, y) => use.Result[y] = use.Input[x]);

    public override void Backward(LayerUse use) => Visit(use, (x, y) => use.InputGradient[x] += use.ResultGradient[y]);

    delegate void Winner(int x, int y);

    static void Visit(LayerUse use, Winner winner)
    {
        Shape input = use.InputShape, output = use.ResultShape;
        var window = new SlidingWindow(use.Arguments, input, output, use.Arguments.Size("window"), Size.One);
        for (int y = 0; y < use.Result.Length; y++)
        {
            int channel = y / (output[1] * output[2]), best = -1;
            foreach (var (_, row, column, inside) in window.At(y / output[2] % output[1], y % output[2]))
            {
                int x = (((channel * input[1]) + row) * input[2]) + column;
                if (inside && (best < 0 || use.Input[x] > use.Input[best])) best = x;
            }

            winner(best, y);
        }
    }
}
