using System;
using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>y_c = x_c · (k + α/n · Σ x_j²)^(−β) over the n channels from c − ⌊n/2⌋ on, as far as they exist.</summary>
public sealed class LrnOracle : LayerOracle
{
    public override string Keyword => "lrn";

    public override void Forward(LayerUse use)
    {
        for (int i = 0; i < use.Input.Length; i++) use.Result[i] = use.Input[i] * Math.Pow(Base(use, i), -use.Arguments.Double("beta"));
    }

    public override void Backward(LayerUse use)
    {
        double beta = use.Arguments.Double("beta");
        double share = use.Arguments.Double("alpha") / use.Arguments.Int("size");
        for (int i = 0; i < use.Input.Length; i++)
        {
            double sum = Base(use, i), power = Math.Pow(sum, -beta);
            use.InputGradient[i] += use.ResultGradient[i] * power;
            foreach (int j in Neighbours(use, i))
                use.InputGradient[j] += use.ResultGradient[i] * use.Input[i] * -beta * power / sum * share * 2 * use.Input[j];
        }
    }

    static double Base(LayerUse use, int element) => use.Arguments.Double("k")
        + (use.Arguments.Double("alpha") / use.Arguments.Int("size") * Neighbours(use, element).Sum(j => use.Input[j] * use.Input[j]));

    static int[] Neighbours(LayerUse use, int element)
    {
        int size = use.Arguments.Int("size"), pixels = use.InputShape[1] * use.InputShape[2], first = (element / pixels) - (size / 2);
        return [.. Enumerable.Range(first, size).Where(c => c >= 0 && c < use.InputShape[0]).Select(c => (c * pixels) + (element % pixels))];
    }
}
