using System.Linq;
using NetGen.Compiler;
using NetGen.Compiler.Primitives;

namespace NetGen.Oracle.Layers;

/// <summary>The mean of the numbers under the window in each channel, of those of the padding too where <c>count_pad</c> says so.</summary>
public sealed class AvgPoolOracle : LayerOracle
{
    public override string Keyword => "avgpool";

    public override void Forward(LayerUse use) => Visit(use, (x, y, share) => use.Result[y] += share * use.Input[x]);

    public override void Backward(LayerUse use) => Visit(use, (x, y, share) => use.InputGradient[x] += share * use.ResultGradient[y]);

    delegate void Term(int x, int y, double share);

    static void Visit(LayerUse use, Term term)
    {
        Shape input = use.InputShape, output = use.ResultShape;
        var window = new SlidingWindow(use.Arguments, input, output, use.Arguments.Size("window"), Size.One);
        for (int y = 0; y < use.Result.Length; y++)
        {
            int channel = y / (output[1] * output[2]);
            var all = window.At(y / output[2] % output[1], y % output[2]).ToArray();
            var inside = all.Where(position => position.Inside).ToArray();
            double share = 1.0 / (use.Arguments.Bool("count_pad") ? all.Count(position => window.IsPadded(position.Row, position.Column)) : inside.Length);
            foreach (var (_, row, column, _) in inside) term((((channel * input[1]) + row) * input[2]) + column, y, share);
        }
    }
}
