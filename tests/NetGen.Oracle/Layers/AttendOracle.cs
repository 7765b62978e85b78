using System;
using System.Linq;
using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

/// <summary>y = Σ aₛ·mₛ with a = softmax(e), query by query.</summary>
public sealed class AttendOracle : LayerOracle
{
    public override string Keyword => "attend";

    public override bool IsSequential => true;

    public override void Forward(LayerUse use) => Run(use, null, null);

    public override void Backward(LayerUse use) => Run(use, use.InputGradients[0], use.InputGradients[1]);

    static void Run(LayerUse use, double[]? gq, double[]? gm)
    {
        string score = use.Arguments.Word("score");
        bool image = use.InputShapes[1].Rank == 3, weightsOnly = use.Arguments.Word("returns") == "weights";
        int queries = Math.Max(1, use.Times), width = use.InputShapes[0][0], features = use.InputShapes[1][0], sites = use.Inputs[1].Length / features;
        int length = image ? sites : use.LengthOf(1);
        double Memory(int s, int f) => use.Inputs[1][At(s, f)];
        int At(int s, int f) => image ? (f * sites) + s : (s * features) + f;
        double[] Row(int s) => [.. Enumerable.Range(0, features).Select(f => Memory(s, f))];
        for (int t = 0; t < queries; t++)
        {
            double[] q = use.Inputs[0][(t * width)..((t + 1) * width)];
            double[] asked = score is "dot" or "scaled" ? q : Product(use.Parameters["weight_query"], q);
            int size = asked.Length;
            if (score == "additive") asked = [.. asked.Zip(use.Parameters["bias"], (a, b) => a + b)];
            double[][] tanh = score == "additive"
                ? [.. Enumerable.Range(0, length).Select(s => Product(use.Parameters["weight_memory"], Row(s)).Zip(asked, (m, a) => Math.Tanh(m + a)).ToArray())]
                : [];
            double scale = score == "scaled" ? 1 / Math.Sqrt(features) : 1;
            double[] e = [.. Enumerable.Range(0, length).Select(s => score == "additive"
                ? tanh[s].Zip(use.Parameters["weight_score"], (x, v) => x * v).Sum()
                : scale * Enumerable.Range(0, features).Sum(f => asked[f] * Memory(s, f)))];
            double[] power = [.. e.Select(x => Math.Exp(x - e.Max()))], a = [.. power.Select(p => p / power.Sum())];
            int results = weightsOnly ? sites : features;
            if (gq is null)
            {
                for (int i = 0; i < results; i++)
                    use.Result[(t * results) + i] = weightsOnly ? i < length ? a[i] : 0 : Enumerable.Range(0, length).Sum(s => a[s] * Memory(s, i));
                continue;
            }

            double[] g = use.ResultGradient[(t * results)..((t + 1) * results)];
            double[] ga = [.. Enumerable.Range(0, length).Select(s => weightsOnly ? g[s] : Enumerable.Range(0, features).Sum(f => g[f] * Memory(s, f)))];
            double mean = ga.Zip(a, (x, y) => x * y).Sum();
            var gAsked = new double[size];
            for (int s = 0; s < length; s++)
            {
                double ge = a[s] * (ga[s] - mean);
                for (int f = 0; f < features; f++)
                {
                    if (!weightsOnly) gm![At(s, f)] += a[s] * g[f];
                    if (score != "additive") gm![At(s, f)] += scale * ge * asked[f];
                }

                for (int k = 0; k < size; k++)
                {
                    if (score != "additive")
                    {
                        gAsked[k] += scale * ge * Memory(s, k);
                        continue;
                    }

                    double v = use.Parameters["weight_score"][k], gx = ge * v * (1 - (tanh[s][k] * tanh[s][k]));
                    use.ParameterGradients["weight_score"][k] += ge * tanh[s][k];
                    gAsked[k] += gx;
                    for (int f = 0; f < features; f++)
                    {
                        use.ParameterGradients["weight_memory"][(k * features) + f] += gx * Memory(s, f);
                        gm![At(s, f)] += gx * use.Parameters["weight_memory"][(k * features) + f];
                    }
                }
            }

            for (int k = 0; k < size; k++)
            {
                if (score == "additive") use.ParameterGradients["bias"][k] += gAsked[k];
                if (score is "dot" or "scaled")
                {
                    gq[(t * width) + k] += gAsked[k];
                    continue;
                }

                for (int i = 0; i < width; i++)
                {
                    use.ParameterGradients["weight_query"][(k * width) + i] += gAsked[k] * q[i];
                    gq[(t * width) + i] += gAsked[k] * use.Parameters["weight_query"][(k * width) + i];
                }
            }
        }
    }

    static double[] Product(double[] weight, double[] x) =>
        [.. Enumerable.Range(0, weight.Length / x.Length).Select(o => x.Select((v, i) => v * weight[(o * x.Length) + i]).Sum())];
}
