using System;
using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>p_i = e^(x_i) / Σ_j e^(x_j) over the elements of a vector, or over the channels of each pixel.</summary>
public sealed class SoftmaxOracle : LayerOracle
{
    public override string Keyword => "softmax";

    public override void Forward(LayerUse use)
    {
        Visit(use, group =>
        {
            double largest = group.Max(i => use.Input[i]);
            double sum = group.Sum(i => Math.Exp(use.Input[i] - largest));
            foreach (int i in group) use.Result[i] = Math.Exp(use.Input[i] - largest) / sum;
        });
    }

    /// <summary>∂p_i/∂x_j = p_i · ((1 where i = j) − p_j)</summary>
    public override void Backward(LayerUse use)
    {
        double[] p = use.Result;
        Visit(use, group =>
        {
            foreach (int i in group)
                foreach (int j in group)
                    use.InputGradient[j] += use.ResultGradient[i] * p[i] * ((i == j ? 1 : 0) - p[j]);
        });
    }

    /// <summary>The indices of the numbers that sum to one.</summary>
    internal static void Visit(LayerUse use, Action<int[]> group)
    {
        int channels = use.InputShape[0], pixels = use.Input.Length / channels;
        for (int pixel = 0; pixel < pixels; pixel++) group([.. Enumerable.Range(0, channels).Select(channel => (channel * pixels) + pixel)]);
    }
}
