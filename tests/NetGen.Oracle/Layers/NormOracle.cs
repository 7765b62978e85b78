using System;
using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>Groups of elements that stand together are brought to mean 0 and variance 1; then w · y + b, each of w and b for so many neighbouring elements.</summary>
public abstract class NormOracle : LayerOracle
{
    protected abstract int Groups(LayerUse use);

    public override void Forward(LayerUse use)
    {
        Visit(use, (group, inverse, normal) =>
        {
            foreach (int i in group) use.Result[i] = (Weight(use, i) * normal(i)) + Bias(use, i);
        });
    }

    /// <summary>∂x_j of Σ dn_i · n_i is inverse · (dn_j − mean(dn) − n_j · mean(dn · n)).</summary>
    public override void Backward(LayerUse use)
    {
        Visit(use, (group, inverse, normal) =>
        {
            double Gradient(int i) => use.ResultGradient[i] * Weight(use, i);
            double mean = group.Average(Gradient), product = group.Average(i => Gradient(i) * normal(i));
            foreach (int i in group)
            {
                use.InputGradient[i] += inverse * (Gradient(i) - mean - (normal(i) * product));
                if (!use.Arguments.Bool("affine")) continue;
                use.ParameterGradients["weight"][Parameter(use, i)] += use.ResultGradient[i] * normal(i);
                use.ParameterGradients["bias"][Parameter(use, i)] += use.ResultGradient[i];
            }
        });
    }

    void Visit(LayerUse use, Action<int[], double, Func<int, double>> visit)
    {
        foreach (int[] group in Enumerable.Range(0, use.Input.Length).Chunk(use.Input.Length / Groups(use)))
        {
            double mean = group.Average(i => use.Input[i]), variance = group.Average(i => (use.Input[i] - mean) * (use.Input[i] - mean));
            double inverse = 1 / Math.Sqrt(variance + use.Arguments.Double("eps"));
            visit(group, inverse, i => (use.Input[i] - mean) * inverse);
        }
    }

    static double Weight(LayerUse use, int element) => use.Arguments.Bool("affine") ? use.Parameters["weight"][Parameter(use, element)] : 1;

    static double Bias(LayerUse use, int element) => use.Arguments.Bool("affine") ? use.Parameters["bias"][Parameter(use, element)] : 0;

    static int Parameter(LayerUse use, int element) => element / (use.Input.Length / use.Parameters["weight"].Length);
}

public sealed class LayerNormOracle : NormOracle
{
    public override string Keyword => "layernorm";

    protected override int Groups(LayerUse use) => 1;
}

public sealed class GroupNormOracle : NormOracle
{
    public override string Keyword => "groupnorm";

    protected override int Groups(LayerUse use) => use.Arguments.Int("groups");
}
