using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

/// <summary>
/// Every input element adds its filters to the result: W[i, o, k] · x[i, r, c] to y[o, r·stride + k·dilation − pad, …] for the output channels o of i's group, where that is
/// inside; and b[o].
/// </summary>
public sealed class DeconvOracle : LayerOracle
{
    public override string Keyword => "deconv";

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

    /// <summary>Every product: the indices of its input, weight and output. The window moves over the result.</summary>
    static void Visit(LayerUse use, Product product)
    {
        Shape input = use.InputShape, output = use.ResultShape;
        int groups = use.Arguments.Int("groups"), inputsOfGroup = input[0] / groups, outputsOfGroup = output[0] / groups;
        var window = new SlidingWindow(use.Arguments, output, input, use.Arguments.Size("kernel"), use.Arguments.Size("dilation"));
        for (int row = 0; row < input[1]; row++)
        {
            for (int column = 0; column < input[2]; column++)
            {
                foreach (var (kernel, outputRow, outputColumn, inside) in window.At(row, column))
                {
                    if (!inside) continue;
                    for (int i = 0; i < input[0]; i++)
                    {
                        int x = (((i * input[1]) + row) * input[2]) + column;
                        for (int o = 0; o < outputsOfGroup; o++)
                        {
                            int channel = (i / inputsOfGroup * outputsOfGroup) + o;
                            int y = (((channel * output[1]) + outputRow) * output[2]) + outputColumn;
                            product(x, (((i * outputsOfGroup) + o) * window.Positions) + kernel, y);
                        }
                    }
                }
            }
        }
    }
}
