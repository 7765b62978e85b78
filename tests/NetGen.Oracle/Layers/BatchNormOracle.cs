using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>
/// y = (x - μ)/√(σ² + eps)·γ + β. In training μ and σ² are those of the batch, the biased variance, and running averages take their share of μ and of the unbiased variance,
/// unless that does not exist; elsewhere, and where they are frozen, they are the running averages.
/// </summary>
public sealed class BatchNormOracle : LayerOracle
{
    public override string Keyword => "batchnorm";

    public override void Forward(LayerUse use) => Forward([use]);

    public override void Backward(LayerUse use) => Backward([use]);

    public override void Forward(IReadOnlyList<LayerUse> batch)
    {
        LayerUse first = batch[0];
        double eps = first.Arguments.Float("eps"), momentum = first.Arguments.Float("momentum");
        int channels = first.InputShape[0];
        double[] means = new double[channels], variances = new double[channels];
        for (int c = 0; c < channels; c++)
        {
            (double mean, double variance) = Statistics(batch, c);
            foreach ((LayerUse use, int i) in Elements(batch, c))
                use.Result[i] = ((use.Input[i] - mean) / Math.Sqrt(variance + eps) * Affine(use, "weight", c, 1)) + Affine(use, "bias", c, 0);
            int count = Elements(batch, c).Count();
            means[c] = ((1 - momentum) * first.Parameters["running_mean"][c]) + (momentum * mean);
            variances[c] = ((1 - momentum) * first.Parameters["running_var"][c]) + (momentum * variance * count / Math.Max(1, count - 1));
        }

        // One number has no unbiased variance.
        if (!UsesBatch(first) || Elements(batch, 0).Count() == 1) return;
        first.Run.States["running_mean"] = means;
        first.Run.States["running_var"] = variances;
    }

    public override void Backward(IReadOnlyList<LayerUse> batch)
    {
        LayerUse first = batch[0];
        for (int c = 0; c < first.InputShape[0]; c++)
        {
            (double mean, double variance) = Statistics(batch, c);
            double root = Math.Sqrt(variance + first.Arguments.Float("eps")), gamma = Affine(first, "weight", c, 1);
            double sum = 0, product = 0; // of dy, and of dy·x̂
            int count = 0;
            foreach ((LayerUse use, int i) in Elements(batch, c))
            {
                sum += use.ResultGradient[i];
                product += use.ResultGradient[i] * (use.Input[i] - mean) / root;
                count++;
            }

            if (first.Arguments.Bool("affine"))
            {
                first.ParameterGradients["weight"][c] += product;
                first.ParameterGradients["bias"][c] += sum;
            }

            foreach ((LayerUse use, int i) in Elements(batch, c))
            {
                double through = UsesBatch(first) ? (sum + ((use.Input[i] - mean) / root * product)) / count : 0;
                use.InputGradient[i] += gamma / root * (use.ResultGradient[i] - through);
            }
        }
    }

    static bool UsesBatch(LayerUse use) => use.Run.Training && !use.Arguments.Bool("frozen") && !use.Frozen.Contains("running_mean") && !use.Frozen.Contains("running_var");

    static double Affine(LayerUse use, string name, int channel, double without) => use.Arguments.Bool("affine") ? use.Parameters[name][channel] : without;

    static (double Mean, double Variance) Statistics(IReadOnlyList<LayerUse> batch, int channel)
    {
        if (!UsesBatch(batch[0])) return (batch[0].Parameters["running_mean"][channel], batch[0].Parameters["running_var"][channel]);
        double mean = Elements(batch, channel).Average(e => e.Use.Input[e.Index]);
        return (mean, Elements(batch, channel).Average(e => (e.Use.Input[e.Index] - mean) * (e.Use.Input[e.Index] - mean)));
    }

    static IEnumerable<(LayerUse Use, int Index)> Elements(IReadOnlyList<LayerUse> batch, int channel)
    {
        int size = batch[0].Input.Length / batch[0].InputShape[0];
        return batch.SelectMany(use => Enumerable.Range(channel * size, size).Select(i => (use, i)));
    }
}
