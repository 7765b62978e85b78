using System;

namespace NetGen.Oracle.Layers;

/// <summary>r = σ(x̂ + ĥ); z likewise; n = tanh(x̂ + r·ĥ); h = (1 - z)·n + z·h₋; gates in the order r, z, n.</summary>
public sealed class GruOracle : RecurrentOracle
{
    public override string Keyword => "gru";

    internal override int Gates => 3;

    internal override double[] Step(LayerUse use, double[] x, double[] h, double[] states)
    {
        double r = Sigmoid(x[0] + h[0]), z = Sigmoid(x[1] + h[1]), n = Math.Tanh(x[2] + (r * h[2]));
        return [((1 - z) * n) + (z * states[0])];
    }

    internal override (double[] X, double[] H, double[] States) StepBack(LayerUse use, double[] x, double[] h, double[] states, double[] gradients)
    {
        double r = Sigmoid(x[0] + h[0]), z = Sigmoid(x[1] + h[1]), n = Math.Tanh(x[2] + (r * h[2])), g = gradients[0];
        double gn = g * (1 - z) * (1 - (n * n)), gz = g * (states[0] - n) * z * (1 - z), gr = gn * h[2] * r * (1 - r);
        return ([gr, gz, gn], [gr, gz, gn * r], [g * z]);
    }
}
