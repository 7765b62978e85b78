using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Compiler.Binding;

namespace NetGen.Oracle;

/// <summary>The mean loss of a batch and the gradient of each parameter, by canonical name.</summary>
public sealed record OracleGradients(double Loss, IReadOnlyDictionary<string, double[]> Gradients);

/// <summary>One number of a parameter after an update.</summary>
public delegate double Update(double learningRate, int step, double parameter, double gradient, double[] states);

/// <summary>A whole network by definition: its layers in order, example after example. A batch is one array a value, its examples one after the other.</summary>
public sealed class OracleNetwork(Network network, IReadOnlyDictionary<string, double[]> parameters)
{
    /// <summary>The values that are targets, in the order in which the trainer takes them.</summary>
    public static IReadOnlyList<int> Targets(Network network) => [.. (network.Training?.Losses ?? []).Select(loss => loss.Target).Distinct()];

    /// <summary>The update of a parameter, number by number. Weight decay is for dense layers' and convolutions' weights only.</summary>
    public static Update UpdateOf(Network network, string name)
    {
        Training training = network.Training!;
        OptimizerOracle optimizer = OracleCatalogue.Optimizers[training.Optimizer.Signature.Keyword];
        string layer = network.Layers.Single(l => l.Parameters.Any(p => p.Name == name)).Layer.Signature.Keyword;
        double decay = ShortName(name) == "weight" && (layer is "dense" or "conv" or "deconv") ? training.WeightDecay : 0;
        return (learningRate, step, parameter, gradient, states) =>
            optimizer.Step(training.OptimizerArguments, learningRate, decay, step, parameter, gradient, states);
    }

    /// <summary>All values of a batch, by their index in the network.</summary>
    public double[][] Forward(IReadOnlyList<double[]> inputs, int examples)
    {
        double[][] batch = Values(examples);
        for (int example = 0; example < examples; example++)
        {
            double[][] values = Values(1);
            Give(values, network.Inputs, inputs, example);
            Forward(values);
            for (int v = 0; v < values.Length; v++) values[v].CopyTo(batch[v], example * values[v].Length);
        }

        return batch;
    }

    /// <summary>The mean loss of a batch without its gradients.</summary>
    public double Loss(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> targets, int examples)
    {
        double loss = 0;
        for (int example = 0; example < examples; example++)
        {
            double[][] values = Values(1);
            Give(values, network.Inputs, inputs, example);
            Give(values, Targets(network), targets, example);
            Forward(values);
            loss += Loss(values);
        }

        return loss / examples;
    }

    public OracleGradients Backward(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> targets, int examples)
    {
        var parameterGradients = parameters.ToDictionary(p => p.Key, p => new double[p.Value.Length]);
        double loss = 0;
        for (int example = 0; example < examples; example++)
        {
            double[][] values = Values(1), gradients = Values(1);
            Give(values, network.Inputs, inputs, example);
            Give(values, Targets(network), targets, example);
            Forward(values);
            loss += Loss(values);
            Backward(values, gradients, parameterGradients, 1.0 / examples);
        }

        return new OracleGradients(loss / examples, parameterGradients);
    }

    void Forward(double[][] values)
    {
        foreach (BoundLayer layer in network.Layers)
            OracleCatalogue.Layers[layer.Layer.Signature.Keyword].Forward(Use(layer, values, values, parameters));
    }

    double Loss(double[][] values)
    {
        double sum = 0;
        foreach (BoundLoss loss in network.Training!.Losses)
            sum += loss.Weight * OracleCatalogue.Losses[loss.Loss.Signature.Keyword]
                .Loss(loss.Arguments, network.Values[loss.Prediction].Shape, values[loss.Prediction], values[loss.Target]);
        return sum;
    }

    void Backward(double[][] values, double[][] gradients, IReadOnlyDictionary<string, double[]> parameterGradients, double share)
    {
        foreach (BoundLoss loss in network.Training!.Losses)
        {
            double[] gradient = OracleCatalogue.Losses[loss.Loss.Signature.Keyword]
                .Gradient(loss.Arguments, network.Values[loss.Prediction].Shape, values[loss.Prediction], values[loss.Target]);
            for (int i = 0; i < gradient.Length; i++) gradients[loss.Prediction][i] += share * loss.Weight * gradient[i];
        }

        foreach (BoundLayer layer in network.Layers.Reverse())
            OracleCatalogue.Layers[layer.Layer.Signature.Keyword].Backward(Use(layer, values, gradients, parameterGradients));
    }

    LayerUse Use(BoundLayer layer, double[][] values, double[][] gradients, IReadOnlyDictionary<string, double[]> parameterGradients) => new(
        layer.Arguments,
        [.. layer.Inputs.Select(i => network.Values[i].Shape)],
        [.. layer.Inputs.Select(i => values[i])],
        [.. layer.Inputs.Select(i => gradients[i])],
        [.. layer.Results.Select(i => network.Values[i].Shape)],
        [.. layer.Results.Select(i => values[i])],
        [.. layer.Results.Select(i => gradients[i])],
        layer.Parameters.ToDictionary(p => ShortName(p.Name), p => parameters[p.Name]),
        layer.Parameters.ToDictionary(p => ShortName(p.Name), p => parameterGradients[p.Name]));

    static string ShortName(string canonical) => canonical[(canonical.LastIndexOf('.') + 1)..];

    double[][] Values(int examples) => [.. network.Values.Select(value => new double[value.Shape.Size * examples])];

    static void Give(double[][] values, IReadOnlyList<int> which, IReadOnlyList<double[]> batches, int example)
    {
        for (int i = 0; i < which.Count; i++)
        {
            double[] value = values[which[i]];
            Array.Copy(batches[i], example * value.Length, value, 0, value.Length);
        }
    }
}
