using System;

namespace NetGen.Oracle.Layers;

/// <summary>h = f(x̂ + ĥ).</summary>
public sealed class RnnOracle : RecurrentOracle
{
    public override string Keyword => "rnn";

    internal override int Gates => 1;

    internal override double[] Step(LayerUse use, double[] x, double[] h, double[] states) => [IsRelu(use) ? Math.Max(0, x[0] + h[0]) : Math.Tanh(x[0] + h[0])];

    internal override (double[] X, double[] H, double[] States) StepBack(LayerUse use, double[] x, double[] h, double[] states, double[] gradients)
    {
        double y = Step(use, x, h, states)[0], g = gradients[0] * (IsRelu(use) ? (y > 0 ? 1 : 0) : 1 - (y * y));
        return ([g], [g], [0]);
    }

    static bool IsRelu(LayerUse use) => use.Arguments.Word("activation") == "relu";
}
