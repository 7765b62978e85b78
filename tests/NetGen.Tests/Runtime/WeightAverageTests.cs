using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Data;
using NetGen.Tests.Generated;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class WeightAverageTests
{
    private static readonly DataSet Data = TrainingTests.Separable(40);

    [Theory]
    [InlineData(0.9, 0, 1)]
    [InlineData(0.999, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(0.5, 4, 3)]
    [InlineData(1, 3, 2)]
    public void IsTheWeightedMeanOfWhatTheWeightsWere(double decay, int from, int every)
    {
        using LinearClassifier network = new(seed: 1), averaged = new(seed: 2);
        var average = new WeightAverage(averaged, decay) { From = from, EverySteps = every };
        using var trainer = new LinearClassifier.Training(network, 16, threads: 2) { Average = average };
        var seen = new Recorder(network);
        trainer.Fit(Data, 4, options: new FitOptions { Observer = seen });

        float[][] counted = [.. seen.Weights.Where((_, i) => i + 1 > from && (i + 1 - from) % every == 0)];
        Assert.Equal(counted.Length, average.Count);
        double[] share = [.. counted.Select((_, i) => Math.Pow(decay, counted.Length - 1 - i))];
        double[] expected = [.. Enumerable.Range(0, counted[0].Length).Select(w => counted.Select((weights, i) => share[i] * weights[w]).Sum() / share.Sum())];
        float[] actual = Weights(averaged);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
    }

    [Fact]
    public void GeneratedTrainersFollowInUpdatesOfTheirOwnLoopsAndStatesAreAveragedToo()
    {
        using var subject = new GeneratedNetwork("network Averaged\ninput x: 6\ndense 12 | batchnorm | relu | dense 3\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd");
        using var averaged = (NetGen.Network)Activator.CreateInstance(subject.Network.GetType(), 2UL, 1)!;
        subject.Trainer.Average = new WeightAverage(averaged, decay: 1);
        float[] features = [.. Enumerable.Range(0, 48).Select(i => MathF.Sin(i))];
        var data = new DataSet(new Column("x", features, 6), new Column("label", new int[8]));
        subject.Trainer.Fit(data, 1);
        float[] first = Weights(subject.Network);
        Assert.Equal(first, Weights(averaged));
        subject.Trainer.Update();
        float[] second = Weights(subject.Network), mean = Weights(averaged);
        for (int i = 0; i < mean.Length; i++)
            Assert.Equal((first[i] + second[i]) / 2, mean[i], 1e-6f);
    }

    [Fact]
    public void ItsEvaluationIsThatOfItsNetworkAndChangesNothing()
    {
        using LinearClassifier network = new(seed: 1), averaged = new(seed: 2);
        using var trainer = new LinearClassifier.Training(network, 16) { Average = new WeightAverage(averaged, 0.9) };
        Assert.Throws<InvalidOperationException>(() => trainer.EvaluateAverage(Data));
        FitResult result = trainer.Fit(Data, 3, Data);
        float[] weights = Weights(network), averages = Weights(averaged);

        using var other = new LinearClassifier.Training(averaged, 16);
        Evaluation evaluation = trainer.EvaluateAverage(Data);
        Assert.Equal(other.Evaluate(Data).Loss, evaluation.Loss);
        Assert.Equal(evaluation.Loss, result.Epochs[^1].AverageValidation!.Loss);
        Assert.NotEqual(evaluation.Loss, trainer.Evaluate(Data).Loss);
        Assert.Equal(weights, Weights(network));
        Assert.Equal(averages, Weights(averaged));
    }

    [Fact]
    public void TheRangeTestLeavesItAsItIs()
    {
        using LinearClassifier network = new(seed: 1), averaged = new(seed: 2);
        using var trainer = new LinearClassifier.Training(network, 16) { Average = new WeightAverage(averaged) };
        trainer.Fit(Data, 1);
        float[] averages = Weights(averaged);
        long count = trainer.Average.Count;
        trainer.TestLearningRates(Data, steps: 10);
        Assert.Equal(count, trainer.Average.Count);
        Assert.Equal(averages, Weights(averaged));
    }

    [Fact]
    public void AnUpdateAllocatesNothing()
    {
        using LinearClassifier network = new(seed: 1), averaged = new(seed: 2);
        using var trainer = new LinearClassifier.Training(network, 16) { Average = new WeightAverage(averaged) };
        trainer.Update();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            trainer.Update();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatCannotBeAnAverageIsRefused()
    {
        using LinearClassifier network = new(seed: 1), fork = network.Fork();
        using var trainer = new LinearClassifier.Training(network, 16);
        using var other = new GeneratedNetwork("network Other\ninput x: 5\ndense 3\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd");
        Assert.Contains("shares those that are trained", Assert.Throws<ArgumentException>(() => trainer.Average = new WeightAverage(fork)).Message);
        Assert.Contains("is a LinearClassifier too, not a Other", Assert.Throws<ArgumentException>(() => trainer.Average = new WeightAverage(other.Network)).Message);
        Assert.Null(trainer.Average);
        foreach (double decay in new[] { 0, -1, 1.1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(network, decay));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(network) { From = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightAverage(network) { EverySteps = 0 });
    }

    private static float[] Weights(NetGen.Network network) => [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];

    private sealed class Recorder(LinearClassifier network) : ITrainingObserver
    {
        public List<float[]> Weights { get; } = [];

        public bool OnBatch(in TrainingProgress progress)
        {
            Weights.Add(WeightAverageTests.Weights(network));
            return true;
        }
    }
}
