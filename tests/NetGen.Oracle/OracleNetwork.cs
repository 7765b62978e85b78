using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle;

/// <summary>The mean loss of a batch, the gradient of each parameter and the new value of each state, by canonical name.</summary>
public sealed record OracleGradients(double Loss, IReadOnlyDictionary<string, double[]> Gradients, IReadOnlyDictionary<string, double[]> States);

/// <summary>A whole network by definition, layer after layer. A batch is one array a value, its examples one after the other.</summary>
public sealed class OracleNetwork(Network network, IReadOnlyDictionary<string, double[]> parameters)
{
    readonly int[] firstSites = FirstSites(network);

    /// <summary>The values that are targets, in the order in which the trainer takes them.</summary>
    public static IReadOnlyList<int> Targets(Network network) => [.. (network.Training?.Losses ?? []).Select(loss => loss.Target).Distinct()];

    /// <summary>The parameters that are trained.</summary>
    public static IEnumerable<BoundParameter> Trained(Network network) => network.Layers.SelectMany(layer => layer.Parameters).Where(p => p is { IsState: false, IsFrozen: false });

    /// <summary>A parameter after an update; the optimizer's states of each of its numbers go along.</summary>
    public static double[] Update(Network network, BoundParameter of, double learningRate, int step, double[] parameter, double[] gradient, double[][] states)
    {
        Training training = network.Training!;
        OptimizerOracle optimizer = OracleCatalogue.Optimizers[training.Optimizer.Signature.Keyword];
        double[] updated = [.. parameter.Select((value, i) => optimizer.Step(
            training.OptimizerArguments, learningRate * of.RateFactor, OracleRegularization.Pull(network, of, value), step, value, gradient[i], states[i]))];
        return OracleRegularization.Limited(network, of, updated);
    }

    /// <summary>All values of a batch, by their index in the network.</summary>
    public double[][] Forward(IReadOnlyList<double[]> inputs, int examples)
    {
        double[][][] values = Given(inputs, [], examples);
        Forward(values, null, []);
        return [.. network.Values.Select((_, v) => values.SelectMany(example => example[v]).ToArray())];
    }

    /// <summary>The mean loss of a batch without its gradients: in training where there is <paramref name="random"/>, else at rest.</summary>
    public double Loss(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> targets, int examples, OracleRandom? random = null)
    {
        double[][][] values = Given(inputs, targets, examples);
        Forward(values, random, []);
        return values.Sum(Loss) / examples;
    }

    /// <summary>The mean loss of a batch in training, with its gradients.</summary>
    public OracleGradients Backward(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> targets, int examples, OracleRandom random)
    {
        var parameterGradients = parameters.ToDictionary(p => p.Key, p => new double[p.Value.Length]);
        var states = new Dictionary<string, double[]>();
        double[][][] values = Given(inputs, targets, examples), gradients = [.. values.Select(_ => Values())];
        Forward(values, random, states);
        for (int example = 0; example < examples; example++) LossGradients(values[example], gradients[example], 1.0 / examples);
        for (int i = network.Layers.Count - 1; i >= 0; i--)
        {
            if (network.Layers[i].Scan == 0) Run(i, values, gradients, parameterGradients, random, [], (oracle, uses) => oracle.Backward(uses));
            else i = new OracleScan(this, network, network.Layers[i].Scan).Backward(values, gradients, parameters, parameterGradients, random);
        }
        return new OracleGradients(values.Sum(Loss) / examples, Trained(network).ToDictionary(p => p.Name, p => parameterGradients[p.Name]), states);
    }

    void Forward(double[][][] values, OracleRandom? random, Dictionary<string, double[]> newStates)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            if (network.Layers[i].Scan > 0)
            {
                i = new OracleScan(this, network, network.Layers[i].Scan).Forward(values, parameters, random);
                continue;
            }

            var states = new Dictionary<string, double[]>();
            Run(i, values, values, parameters, random, states, (oracle, uses) => oracle.Forward(uses));
            foreach (var (name, value) in states) newStates[$"{network.Layers[i].Path}.{name}"] = value;
        }
    }

    /// <summary>A layer for the whole batch: each example, or each time step of each, or one time step of each (<paramref name="only"/>).</summary>
    internal void Run(
        int index, double[][][] values, double[][][] gradients, IReadOnlyDictionary<string, double[]> parameterGradients,
        OracleRandom? random, Dictionary<string, double[]> states, Action<LayerOracle, List<LayerUse>> run, int? only = null)
    {
        BoundLayer layer = network.Layers[index];
        LayerOracle oracle = Oracle(index);
        int[] all = [.. layer.Inputs, .. layer.Results];
        bool HasSteps(int v) => network.Values[v].Times > 0 && (only is null || network.Values[v].IsStep);
        int times = oracle.IsSequential && only is null ? 0 : all.Where(HasSteps).Select(v => network.Values[v].Times).DefaultIfEmpty().Max(), examples = values.Length;
        if (times == 0)
        {
            run(oracle, [.. values.Select((v, example) => Use(
                index, v, gradients[example], parameterGradients, new LayerRun(example, examples, random, firstSites[index], states)))]);
            return;
        }

        int first = (only ?? 0) * examples;
        var parts = Enumerable.Range(first, (only is null ? times : 1) * examples)
            .Select(k => (Values: Part(values[k % examples], k / examples), Gradients: Part(gradients[k % examples], k / examples))).ToArray();
        bool forward = ReferenceEquals(values, gradients);
        run(oracle, [.. parts.Select((part, i) => Use(
            index, part.Values, forward ? part.Values : part.Gradients, parameterGradients, new LayerRun(first + i, examples, random, firstSites[index], states)))]);
        for (int i = 0; i < parts.Length; i++)
            foreach (int v in (forward ? layer.Results : layer.Inputs.Distinct()).Where(HasSteps))
                (forward ? parts[i].Values[v] : parts[i].Gradients[v]).CopyTo(gradients[i % examples][v], (first + i) / examples * network.Values[v].Shape.Size);

        // What has no steps is the same at each.
        double[][] Part(double[][] of, int t)
        {
            var part = new double[of.Length][];
            foreach (int v in all) part[v] = HasSteps(v) ? of[v].AsSpan(t * of[v].Length / times, of[v].Length / times).ToArray() : of[v];
            foreach (int v in layer.Inputs)
                if (network.Values[v].Lengths is { } lengths) part[lengths] = of[lengths];
            return part;
        }
    }

    double Loss(double[][] values)
    {
        double sum = 0;
        foreach (BoundLoss loss in network.Training!.Losses)
            foreach ((double[] prediction, double[] target) in Steps(loss, values, out double share))
                sum += share * OracleCatalogue.Losses[loss.Loss.Signature.Keyword].Loss(loss.Arguments, network.Values[loss.Prediction].Shape, prediction, target);
        return sum;
    }

    void LossGradients(double[][] values, double[][] gradients, double share)
    {
        foreach (BoundLoss loss in network.Training!.Losses)
        {
            int at = 0;
            foreach ((double[] prediction, double[] target) in Steps(loss, values, out double each))
            {
                double[] gradient = OracleCatalogue.Losses[loss.Loss.Signature.Keyword].Gradient(loss.Arguments, network.Values[loss.Prediction].Shape, prediction, target);
                foreach (double g in gradient) gradients[loss.Prediction][at++] += share * each * g;
            }
        }
    }

    /// <summary>Prediction and target of each time step that the example has, or of the example, and what each counts.</summary>
    List<(double[] Prediction, double[] Target)> Steps(BoundLoss loss, double[][] values, out double share)
    {
        int times = Math.Max(1, network.Values[loss.Prediction].Times), length = network.Values[loss.Prediction].Lengths is { } lengths ? (int)values[lengths][0] : times;
        share = loss.Weight / Math.Max(1, length);
        (double[] predictions, double[] targets) = (values[loss.Prediction], values[loss.Target]);
        int prediction = predictions.Length / times, target = targets.Length / times;
        return [.. Enumerable.Range(0, length).Select(t => (predictions[(t * prediction)..((t + 1) * prediction)], targets[(t * target)..((t + 1) * target)]))];
    }

    LayerOracle Oracle(int layer) => OracleCatalogue.Layers[network.Layers[layer].Layer.Signature.Keyword];

    LayerUse Use(int index, double[][] values, double[][] gradients, IReadOnlyDictionary<string, double[]> parameterGradients, LayerRun run)
    {
        BoundLayer layer = network.Layers[index];
        return new(
            layer.Arguments,
            [.. layer.Inputs.Select(i => network.Values[i].Shape)],
            [.. layer.Inputs.Select(i => values[i])],
            [.. layer.Inputs.Select(i => gradients[i])],
            [.. layer.Results.Select(i => network.Values[i].Shape)],
            [.. layer.Results.Select(i => values[i])],
            [.. layer.Results.Select(i => gradients[i])],
            layer.Parameters.ToDictionary(p => ShortName(p.Name), p => parameters[p.Name]),
            layer.Parameters.ToDictionary(p => ShortName(p.Name), p => parameterGradients[p.Name]),
            run)
        {
            Frozen = [.. layer.Parameters.Where(p => p.IsFrozen).Select(p => ShortName(p.Name))],
            Times = network.Values[layer.Inputs[0]] is { IsStep: false, Times: var times } ? times : 0,
            Lengths = [.. layer.Inputs.Select(i => network.Values[i] is { Lengths: { } lengths } && values[lengths] is { } given ? (int)given[0] : network.Values[i].Times)],
        };
    }

    static string ShortName(string canonical) => canonical[(canonical.LastIndexOf('.') + 1)..];

    /// <summary>The first site of random numbers of each layer.</summary>
    public static int[] FirstSites(Network network)
    {
        int site = OracleRandom.SharedSites;
        return [.. network.Layers.Select(layer => (site += layer.RandomSites) - layer.RandomSites)];
    }

    double[][] Values() => [.. network.Values.Select(value => new double[value.Whole.Size])];

    /// <summary>The values of each example, of which inputs and targets are given.</summary>
    double[][][] Given(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> targets, int examples)
    {
        var batch = new double[examples][][];
        for (int example = 0; example < examples; example++)
        {
            batch[example] = Values();
            Give(batch[example], network.Inputs, inputs, example);
            if (targets.Count > 0) Give(batch[example], Targets(network), targets, example);
        }

        return batch;
    }

    static void Give(double[][] values, IReadOnlyList<int> which, IReadOnlyList<double[]> batches, int example)
    {
        for (int i = 0; i < which.Count; i++)
        {
            double[] value = values[which[i]];
            Array.Copy(batches[i], example * value.Length, value, 0, value.Length);
        }
    }
}
