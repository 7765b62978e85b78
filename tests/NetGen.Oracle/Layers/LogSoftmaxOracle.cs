using System;
using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>y_i = x_i − log Σ_j e^(x_j) over the elements of a vector, or over the channels of each pixel.</summary>
public sealed class LogSoftmaxOracle : LayerOracle
{
    public override string Keyword => "log-softmax";

    public override void Forward(LayerUse use)
    {
        SoftmaxOracle.Visit(use, group =>
        {
            double largest = group.Max(i => use.Input[i]);
            double log = largest + Math.Log(group.Sum(i => Math.Exp(use.Input[i] - largest)));
            foreach (int i in group) use.Result[i] = use.Input[i] - log;
        });
    }

    /// <summary>∂y_i/∂x_j = (1 where i = j) − e^(y_j)</summary>
    public override void Backward(LayerUse use)
    {
        SoftmaxOracle.Visit(use, group =>
        {
            double sum = group.Sum(i => use.ResultGradient[i]);
            foreach (int i in group) use.InputGradient[i] += use.ResultGradient[i] - (Math.Exp(use.Result[i]) * sum);
        });
    }
}
