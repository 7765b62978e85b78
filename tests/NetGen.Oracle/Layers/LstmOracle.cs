using System;

namespace NetGen.Oracle.Layers;

/// <summary>c = σ(f)·c₋ + σ(i)·tanh(g); h = σ(o)·tanh(c); gates in the order i, f, g, o.</summary>
public sealed class LstmOracle : RecurrentOracle
{
    public override string Keyword => "lstm";

    internal override int Gates => 4;

    internal override int States => 2;

    internal override double[] Step(LayerUse use, double[] x, double[] h, double[] states)
    {
        double cell = (Sigmoid(x[1] + h[1]) * states[1]) + (Sigmoid(x[0] + h[0]) * Math.Tanh(x[2] + h[2]));
        return [Sigmoid(x[3] + h[3]) * Math.Tanh(cell), cell];
    }

    internal override (double[] X, double[] H, double[] States) StepBack(LayerUse use, double[] x, double[] h, double[] states, double[] gradients)
    {
        double i = Sigmoid(x[0] + h[0]), f = Sigmoid(x[1] + h[1]), g = Math.Tanh(x[2] + h[2]), o = Sigmoid(x[3] + h[3]), tanh = Math.Tanh(Step(use, x, h, states)[1]);
        double cell = gradients[1] + (gradients[0] * o * (1 - (tanh * tanh)));
        double[] gates = [cell * g * i * (1 - i), cell * states[1] * f * (1 - f), cell * i * (1 - (g * g)), gradients[0] * tanh * o * (1 - o)];
        return (gates, gates, [0, cell * f]);
    }
}
