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
    public static IEnumerable<BoundParameter> Trained(Network network) => network.Layers.SelectMany(layer => layer.Parameters).Where(p => !p.IsState);

    /// <summary>One number of a parameter after an update. Weight decay is for the weights of dense layers and convolutions, which start at random.</summary>
    public static double Update(Training training, BoundParameter of, double learningRate, int step, double parameter, double gradient, double[] states) =>
        OracleCatalogue.Optimizers[training.Optimizer.Signature.Keyword].Step(
            training.OptimizerArguments, learningRate, ShortName(of.Name) == "weight" && of.Shape.Rank > 1 ? training.WeightDecay : 0, step, parameter, gradient, states);

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
            Oracle(i).Backward([.. values.Select((v, example) => Use(i, v, gradients[example], parameterGradients, new LayerRun(example, random, firstSites[i], new Dictionary<string, double[]>())))]);
        return new OracleGradients(values.Sum(Loss) / examples, Trained(network).ToDictionary(p => p.Name, p => parameterGradients[p.Name]), states);
    }

    void Forward(double[][][] values, OracleRandom? random, Dictionary<string, double[]> newStates)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            var states = new Dictionary<string, double[]>();
            Oracle(i).Forward([.. values.Select((v, example) => Use(i, v, v, parameters, new LayerRun(example, random, firstSites[i], states)))]);
            foreach (var (name, value) in states) newStates[$"{network.Layers[i].Path}.{name}"] = value;
        }
    }

    double Loss(double[][] values)
    {
        double sum = 0;
        foreach (BoundLoss loss in network.Training!.Losses)
            sum += loss.Weight * OracleCatalogue.Losses[loss.Loss.Signature.Keyword]
                .Loss(loss.Arguments, network.Values[loss.Prediction].Shape, values[loss.Prediction], values[loss.Target]);
        return sum;
    }

    void LossGradients(double[][] values, double[][] gradients, double share)
    {
        foreach (BoundLoss loss in network.Training!.Losses)
        {
            double[] gradient = OracleCatalogue.Losses[loss.Loss.Signature.Keyword]
                .Gradient(loss.Arguments, network.Values[loss.Prediction].Shape, values[loss.Prediction], values[loss.Target]);
            for (int i = 0; i < gradient.Length; i++) gradients[loss.Prediction][i] += share * loss.Weight * gradient[i];
        }
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
            run);
    }

    static string ShortName(string canonical) => canonical[(canonical.LastIndexOf('.') + 1)..];

    static int[] FirstSites(Network network)
    {
        int site = OracleRandom.SharedSites;
        return [.. network.Layers.Select(layer => (site += layer.RandomSites) - layer.RandomSites)];
    }

    double[][] Values() => [.. network.Values.Select(value => new double[value.Shape.Size])];

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
