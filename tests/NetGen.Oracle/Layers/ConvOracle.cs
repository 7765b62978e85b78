using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

/// <summary>
/// y[o, r, c] = b[o] + Σ over the input channels i of o's group and kernel positions k of W[o, i, k] · x[i, r·stride + k·dilation − pad, …];
/// outside the image x is 0.
/// </summary>
public sealed class ConvOracle : LayerOracle
{
    public override string Keyword => "conv";

    public override void Forward(LayerUse use)
    {
        bool bias = use.Arguments.Bool("bias");
        Visit(use, (x, w, y) => use.Result[y] += use.Parameters["weight"][w] * use.Input[x]);
        int area = use.ResultShape[1] * use.ResultShape[2];
        for (int y = 0; bias && y < use.Result.Length; y++) use.Result[y] += use.Parameters["bias"][y / area];
    }

    public override void Backward(LayerUse use)
    {
        bool bias = use.Arguments.Bool("bias");
        double[] weight = use.Parameters["weight"], weightGradient = use.ParameterGradients["weight"];
        Visit(use, (x, w, y) =>
        {
            weightGradient[w] += use.ResultGradient[y] * use.Input[x];
            use.InputGradient[x] += use.ResultGradient[y] * weight[w];
        });
        int area = use.ResultShape[1] * use.ResultShape[2];
        for (int y = 0; bias && y < use.Result.Length; y++) use.ParameterGradients["bias"][y / area] += use.ResultGradient[y];
    }

    delegate void Product(int x, int w, int y);

    /// <summary>Every product of the sum: the indices of its input, weight and output.</summary>
    static void Visit(LayerUse use, Product product)
    {
        Shape input = use.InputShape, output = use.ResultShape;
        int groups = use.Arguments.Int("groups"), inputsOfGroup = input[0] / groups, outputsOfGroup = output[0] / groups;
        var window = new SlidingWindow(use.Arguments, input, output, use.Arguments.Size("kernel"), use.Arguments.Size("dilation"));
        for (int row = 0; row < output[1]; row++)
        {
            for (int column = 0; column < output[2]; column++)
            {
                foreach (var (kernel, inputRow, inputColumn, inside) in window.At(row, column))
                {
                    if (!inside) continue;
                    for (int o = 0; o < output[0]; o++)
                    {
                        int y = (((o * output[1]) + row) * output[2]) + column;
                        for (int i = 0; i < inputsOfGroup; i++)
                        {
                            int channel = (o / outputsOfGroup * inputsOfGroup) + i;
                            int x = (((channel * input[1]) + inputRow) * input[2]) + inputColumn;
                            product(x, (((o * inputsOfGroup) + i) * window.Positions) + kernel, y);
                        }
                    }
                }
            }
        }
    }
}
