using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Data;
using NetGen.Sampling;

namespace NetGen;

/// <summary>What a network, or several, take for the probability of each class, for each example of a data set.</summary>
public sealed class ClassProbabilities
{
    private readonly float[] values;

    private ClassProbabilities(float[] values, int classes)
    {
        this.values = values;
        Classes = classes;
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of examples.</summary>
    public int Count => values.Length / Classes;

    /// <summary>The probabilities of the classes of an example.</summary>
    public ReadOnlySpan<float> this[int example] => values.AsSpan(example * Classes, Classes);

    /// <summary>The softmax of a network's first output, which are scores.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The examples, whose first columns are the network's inputs, in order.</param>
    /// <param name="batchSize">The examples that are predicted at once. Default: 64.</param>
    /// <exception cref="NotSupportedException">The output is a sequence, which has scores for each time step.</exception>
    public static ClassProbabilities Of(Network network, ExampleSource data, int batchSize = 64)
    {
        ThrowIfSequence(network);
        ClassProbabilities scores = Predict(data, batchSize, network.Seed, network.OutputLength, network.PredictBatch);
        for (int example = 0; example < data.Count; example++)
            Softmax(scores.values.AsSpan(example * scores.Classes, scores.Classes));
        return scores;
    }

    /// <summary>The predictions of an ensemble, which are probabilities.</summary>
    /// <param name="ensemble">The networks.</param>
    /// <param name="data">The examples, whose first columns are the networks' inputs, in order.</param>
    /// <exception cref="ArgumentException">Its predictions are no probabilities, as the means of scores are (<see cref="EnsembleMean.Outputs"/>).</exception>
    /// <exception cref="NotSupportedException">The outputs are sequences, which have scores for each time step.</exception>
    public static ClassProbabilities Of(Ensemble ensemble, ExampleSource data)
    {
        ThrowIfSequence(ensemble.Members[0]);
        ClassProbabilities mean = Predict(data, ensemble.BatchSize, ensemble.Members[0].Seed, ensemble.OutputLength, ensemble.Predict);
        for (int example = 0; example < data.Count; example++)
        {
            if (!AreProbabilities(mean[example]))
                throw new ArgumentException($"The ensemble's predictions are no probabilities: let it take the mean of {EnsembleMean.Probabilities}.", nameof(ensemble));
        }
        return mean;

        static bool AreProbabilities(ReadOnlySpan<float> values)
        {
            double sum = 0;
            foreach (float value in values)
                sum += value >= 0 ? value : double.NaN;
            return Math.Abs(sum - 1) < 1e-3;
        }
    }

    private static void ThrowIfSequence(Network network)
    {
        if (network.OutputSteps > 0)
            throw new NotSupportedException($"{network.GetType().Name} has scores for each of {network.OutputSteps} time steps, and classes of an example are asked for.");
    }

    private delegate void BatchPrediction(in Batch batch, Span<float> output);

    private static ClassProbabilities Predict(ExampleSource data, int batchSize, ulong seed, int classes, BatchPrediction predict)
    {
        var values = new float[checked(data.Count * classes)];
        using var reader = new BatchReader(data, batchSize, seed, shuffle: false);
        int at = 0;
        while (reader.Next(out Batch batch))
        {
            Span<float> each = values.AsSpan(at, batch.Count * classes);
            predict(batch, each);
            at += each.Length;
        }
        return new ClassProbabilities(values, classes);
    }

    /// <summary>The mean of what several networks say of the same examples: an ensemble.</summary>
    /// <exception cref="ArgumentException">There are none, or they differ in the number of examples or classes.</exception>
    public static ClassProbabilities Mean(params IReadOnlyList<ClassProbabilities> members)
    {
        if (members.Count == 0 || members.Any(member => member.Classes != members[0].Classes || member.Count != members[0].Count))
            throw new ArgumentException("The members of an ensemble are at least one, and have the same examples and classes.", nameof(members));
        var mean = new float[members[0].values.Length];
        for (int i = 0; i < mean.Length; i++)
            mean[i] = members.Sum(member => member.values[i]) / members.Count;
        return new ClassProbabilities(mean, members[0].Classes);
    }

    /// <summary>The mean over the views of each example, which follow each other, as those of <see cref="ExampleSource.TenCrop"/>.</summary>
    /// <param name="views">The views of an example. Default: 10.</param>
    /// <exception cref="ArgumentException">There is no whole number of examples.</exception>
    public ClassProbabilities MeanOfViews(int views = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(views);
        if (Count % views != 0)
            throw new ArgumentException($"{Count} views are not a whole number of examples with {views} each.", nameof(views));
        var mean = new float[values.Length / views];
        for (int i = 0; i < values.Length; i++)
            mean[(i / Classes / views * Classes) + (i % Classes)] += values[i] / views;
        return new ClassProbabilities(mean, Classes);
    }

    /// <summary>The most probable class of an example.</summary>
    public int Predicted(int example) => Sampler.Greedy(this[example]);

    /// <summary>Cross-entropy and accuracy.</summary>
    /// <param name="labels">The right class of each example.</param>
    /// <exception cref="ArgumentException">There is not one label for each example, or one is no class.</exception>
    public Evaluation Evaluate(ReadOnlySpan<int> labels)
    {
        Check.Length(nameof(labels), labels.Length, Count);
        Check.Labels(nameof(labels), labels, Classes);
        var confusion = new ConfusionMatrix(Classes);
        double loss = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            loss -= Math.Log(Math.Max(this[i][labels[i]], float.Epsilon));
            confusion.Add(labels[i], Predicted(i));
        }
        return new Evaluation(loss / Count, confusion);
    }

    /// <summary>The softmax of scores, in their place.</summary>
    internal static void Softmax(Span<float> scores)
    {
        float most = float.NegativeInfinity;
        foreach (float score in scores)
            most = Math.Max(most, score);
        double sum = 0;
        foreach (float score in scores)
            sum += Math.Exp(score - most);
        foreach (ref float score in scores)
            score = (float)(Math.Exp(score - most) / sum);
    }
}
