using System;
using System.Collections.Generic;
using System.Linq;

namespace NetGen.Oracle.Layers;

/// <summary>Recurrent networks step by step: layers, directions, and dropout between layers. Cells say what one step is, and its gradients.</summary>
public abstract class RecurrentOracle : LayerOracle
{
    public override bool IsSequential => true;

    /// <summary>Rows of the weights for each hidden unit, and vectors that are carried, the hidden state first.</summary>
    internal abstract int Gates { get; }

    internal virtual int States => 1;

    /// <summary>The new states of a unit from the parts of both projections and its old states.</summary>
    internal abstract double[] Step(LayerUse use, double[] x, double[] h, double[] states);

    /// <summary>The gradients of both projections' parts and of the old states, from those of the new states.</summary>
    internal abstract (double[] X, double[] H, double[] States) StepBack(LayerUse use, double[] x, double[] h, double[] states, double[] gradients);

    public override void Forward(LayerUse use) => Run(use, null);

    public override void Backward(LayerUse use) => Run(use, use.ResultGradient);

    /// <summary>What a direction of a layer has computed: by time step the input, both projections, and the states before.</summary>
    sealed record Trace(double[][] Inputs, double[][] X, double[][] H, double[][][] Before, double[][] Results);

    void Run(LayerUse use, double[]? resultGradient)
    {
        int layers = use.Arguments.Int("layers"), directions = use.Arguments.Bool("bidirectional") ? 2 : 1, times = use.Times, hidden = use.Arguments.Int("hidden");
        double p = use.Arguments.Float("dropout");
        double[][] x = [.. Enumerable.Range(0, times).Select(t => use.Input.AsSpan(t * use.Input.Length / times, use.Input.Length / times).ToArray())];
        var traces = new Trace[layers, directions];
        var masks = new double[layers][][];
        for (int l = 0; l < layers; l++)
        {
            for (int d = 0; d < directions; d++) traces[l, d] = Walk(use, x, l, d == 1, hidden);
            x = [.. Enumerable.Range(0, times).Select(t => Enumerable.Range(0, directions).SelectMany(d => traces[l, d].Results[t]).ToArray())];
            if (l == layers - 1) break;
            masks[l] = [.. x.Select((step, t) => step.Select((_, i) => Mask(use, p, l, (((t * use.Run.Examples) + use.Run.Example) * step.Length) + i)).ToArray())];
            x = [.. x.Select((step, t) => step.Zip(masks[l][t], (v, m) => v * m).ToArray())];
        }

        bool last = use.Arguments.Word("returns") == "last";
        int width = directions * hidden;
        if (resultGradient is null)
        {
            for (int t = 0; t < times; t++)
                for (int i = 0; i < width; i++)
                    if (!last) use.Result[(t * width) + i] = x[t][i];
                    else if (use.Length > 0 && t == (i < hidden ? use.Length - 1 : 0)) use.Result[i] = x[t][i];
            // Of no step at all the last is where the state starts.
            for (int i = 0; last && use.Length == 0 && i < width; i++) use.Result[i] = StartOf(use, 0)?[AtEnd(i)] ?? 0;
            return;
        }

        double[][] g = [.. Enumerable.Range(0, times).Select(t => Enumerable.Range(0, width)
            .Select(i => !last ? resultGradient[(t * width) + i] : t == (i < hidden ? use.Length - 1 : 0) ? resultGradient[i] : 0).ToArray())];
        for (int l = layers - 1; l >= 0; l--)
        {
            double[][] gx = [.. traces[l, 0].Inputs.Select(v => new double[v.Length])];
            for (int d = 0; d < directions; d++) WalkBack(use, traces[l, d], [.. g.Select(v => v[(d * hidden)..((d + 1) * hidden)])], gx, l, d == 1, hidden);
            g = l == 0 ? gx : [.. gx.Select((step, t) => step.Zip(masks[l - 1][t], (v, m) => v * m).ToArray())];
        }

        for (int i = 0; last && use.Length == 0 && StartGradient(use, 0) is { } start && i < width; i++) start[AtEnd(i)] += resultGradient[i];
        for (int t = 0; t < times; t++)
            for (int i = 0; i < g[t].Length; i++) use.InputGradient[(t * g[t].Length) + i] += g[t][i];

        int AtEnd(int unit) => Start(use, layers - 1, unit >= hidden, hidden) + (unit % hidden);
    }

    static double Mask(LayerUse use, double p, int site, long element) =>
        !use.Run.Training || p == 0 ? 1 : use.Run.Random!.Uniform(use.Run.FirstSite + site, element) < p ? 0 : 1 / (1 - p);

    static string Suffix(int l, bool reverse) => $"_l{l}{(reverse ? "_reverse" : "")}";

    Trace Walk(LayerUse use, double[][] inputs, int l, bool reverse, int hidden)
    {
        int times = inputs.Length;
        var trace = new Trace(inputs, new double[times][], new double[times][], new double[times][][], new double[times][]);
        // Behind the example's last step there are zeros.
        for (int t = use.Length; t < times; t++) trace.Results[t] = new double[hidden];
        double[][] states = [.. Enumerable.Range(0, States).Select(s => StartOf(use, s) is { } start
            ? start.AsSpan(Start(use, l, reverse, hidden), hidden).ToArray()
            : new double[hidden])];
        for (int step = 0; step < use.Length; step++)
        {
            int t = reverse ? use.Length - 1 - step : step;
            trace.X[t] = Project(use, "ih", Suffix(l, reverse), inputs[t]);
            trace.H[t] = Project(use, "hh", Suffix(l, reverse), states[0]);
            trace.Before[t] = states;
            double[][] next = [.. states.Select(_ => new double[hidden])];
            for (int j = 0; j < hidden; j++)
            {
                double[] unit = Step(use, Part(trace.X[t], j, hidden), Part(trace.H[t], j, hidden), [.. states.Select(s => s[j])]);
                for (int s = 0; s < States; s++) next[s][j] = unit[s];
            }

            states = next;
            trace.Results[t] = next[0];
        }

        return trace;
    }

    void WalkBack(LayerUse use, Trace trace, double[][] resultGradients, double[][] inputGradients, int l, bool reverse, int hidden)
    {
        double[][] carried = [.. Enumerable.Range(0, States).Select(_ => new double[hidden])];
        for (int step = use.Length - 1; step >= 0; step--)
        {
            int t = reverse ? use.Length - 1 - step : step;
            double[] gx = new double[Gates * hidden], gh = new double[Gates * hidden];
            double[][] before = [.. carried.Select(_ => new double[hidden])];
            for (int j = 0; j < hidden; j++)
            {
                double[] gradients = [.. carried.Select((c, s) => c[j] + (s == 0 ? resultGradients[t][j] : 0))];
                (double[] x, double[] h, double[] states) = StepBack(
                    use, Part(trace.X[t], j, hidden), Part(trace.H[t], j, hidden), [.. trace.Before[t].Select(s => s[j])], gradients);
                for (int gate = 0; gate < Gates; gate++) (gx[(gate * hidden) + j], gh[(gate * hidden) + j]) = (x[gate], h[gate]);
                for (int s = 0; s < States; s++) before[s][j] = states[s];
            }

            ProjectBack(use, "ih", Suffix(l, reverse), trace.Inputs[t], gx, inputGradients[t]);
            ProjectBack(use, "hh", Suffix(l, reverse), trace.Before[t][0], gh, before[0]);
            carried = before;
        }

        for (int s = 0; s < States; s++)
        {
            double[]? start = StartGradient(use, s);
            for (int j = 0; start is not null && j < hidden; j++) start[Start(use, l, reverse, hidden) + j] += carried[s][j];
        }
    }

    /// <summary>The start of a state, in all layers and directions; null for zeros.</summary>
    static double[]? StartOf(LayerUse use, int state) => use.Inputs.Count > 1 ? use.Inputs[1 + state] : use.Parameters.GetValueOrDefault(Learned(state));

    static double[]? StartGradient(LayerUse use, int state) => use.Inputs.Count > 1 ? use.InputGradients[1 + state] : use.ParameterGradients.GetValueOrDefault(Learned(state));

    static string Learned(int state) => state == 0 ? "h0" : "c0";

    /// <summary>Where a layer and direction have their part of the states at the start.</summary>
    static int Start(LayerUse use, int l, bool reverse, int hidden) => ((use.Arguments.Bool("bidirectional") ? 2 * l : l) + (reverse ? 1 : 0)) * hidden;

    internal static double[] Part(double[] projection, int unit, int hidden) =>
        [.. Enumerable.Range(0, projection.Length / hidden).Select(gate => projection[(gate * hidden) + unit])];

    internal static double[] Project(LayerUse use, string which, string suffix, double[] x)
    {
        double[] weight = use.Parameters[$"weight_{which}{suffix}"];
        use.Parameters.TryGetValue($"bias_{which}{suffix}", out double[]? bias);
        return [.. Enumerable.Range(0, weight.Length / x.Length).Select(o => (bias?[o] ?? 0) + x.Select((v, i) => v * weight[(o * x.Length) + i]).Sum())];
    }

    internal static void ProjectBack(LayerUse use, string which, string suffix, double[] x, double[] g, double[] gx)
    {
        string weightName = $"weight_{which}{suffix}";
        double[] weight = use.Parameters[weightName], gw = use.ParameterGradients[weightName];
        use.ParameterGradients.TryGetValue($"bias_{which}{suffix}", out double[]? gb);
        for (int o = 0; o < g.Length; o++)
        {
            if (gb is not null) gb[o] += g[o];
            for (int i = 0; i < x.Length; i++)
            {
                gw[(o * x.Length) + i] += g[o] * x[i];
                gx[i] += g[o] * weight[(o * x.Length) + i];
            }
        }
    }

    protected static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
