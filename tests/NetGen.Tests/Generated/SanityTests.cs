using System;
using System.Collections.Immutable;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>The checks before a long training: what they say of sound networks and of others, and that they change nothing.</summary>
public sealed class SanityTests
{
    private const string Spec = """
        network Sound
        input x: 2x6x6
        conv 8 3x3 | relu | maxpool 2
        dense 24 bias=no | batchnorm | relu | dropout 0.2
        dense 4
        train
          loss softmax-cross-entropy
          optimizer adam lr=5e-3
          schedule cosine
        """;

    [Fact]
    public void ASoundNetworkPasses()
    {
        using var subject = new GeneratedNetwork(Spec);
        float[] before = Values(subject.Network);
        var checks = new SanityChecks(subject.Trainer, Data());

        InitialLoss initial = checks.InitialLoss();
        Assert.Equal(Math.Log(4), initial.Expected);
        Assert.True(initial.IsPlausible, initial.ToString());
        OverfitResult overfit = checks.Overfit();
        Assert.True(overfit.Learned, overfit.ToString());
        Assert.True(overfit.After < 0.1 * overfit.Before);
        Assert.All(checks.UpdateRatios().Where(ratio => ratio.Norm > 0), ratio => Assert.InRange(ratio.Ratio, 1e-4, 0.2));
        Assert.Equal(["conv1.bias", "dense2.bias"], checks.GradientSizes().Where(g => g.Parameter is "conv1.bias" or "dense2.bias").Select(g => g.Parameter).Order());

        Assert.Equal(before, Values(subject.Network));
        Assert.Equal(0, subject.Trainer.Steps);
        Assert.IsType<CosineSchedule>(subject.Trainer.Schedule);
        using var same = new GeneratedNetwork(Spec);
        Assert.Equal(same.Trainer.Fit(Data(), 2).Epochs[1].Loss, subject.Trainer.Fit(Data(), 2).Epochs[1].Loss);
    }

    [Theory]
    [InlineData("dense 9 | tanh | dense 4"), InlineData("unroll tiles\nconv 3 3x3 | tanh | avgpool 2 | dense 6 bias=no | batchnorm | sigmoid | dropout 0.3 | dense 4")]
    public void GradientsAgreeWithDifferences(string layers)
    {
        using var subject = new GeneratedNetwork($"network Smooth\ninput x: 2x6x6\n{layers}\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd");
        ImmutableArray<GradientError> errors = new SanityChecks(subject.Trainer, Data()).Gradients();
        Assert.Equal(subject.Trainer.Gradients.Count, errors.Length);
        Assert.All(errors, error => Assert.True(error.Relative < 0.02 || error.Norm < 1e-4, error.ToString()));
    }

    [Fact]
    public void DifferencesShowThatAGradientIsWrong()
    {
        using var subject = new Runtime.LinearClassifier(seed: 1);
        using var wrong = new WrongTraining(subject);
        GradientError error = new SanityChecks(wrong, Runtime.TrainingTests.Separable(16)).Gradients().First(e => e.Parameter == "dense1.weight");
        Assert.True(error.Relative > 0.3, error.ToString());
    }

    [Fact]
    public void DeadRectifiersAndLostVarianceAreSeen()
    {
        using var subject = new GeneratedNetwork(
            Spec.Replace("input x: 2x6x6\n", "input x: 2x6x6\nunroll tiles\n").Replace(" | dropout 0.2", "").Replace("bias=no | batchnorm | relu", "| relu"));
        Parameter bias = subject.Network.Parameters["conv1.bias"];
        bias.CopyFrom([.. Enumerable.Range(0, 8).Select(channel => channel < 6 ? -1000f : 0)]);
        ImmutableArray<LayerStatistics> layers = new SanityChecks(subject.Trainer, Data()).Activations();

        LayerStatistics relu = layers.Single(layer => layer.Layer.Name == "relu1");
        Assert.Equal(0.75, relu.Dead);
        Assert.InRange(relu.Zeros, 0.75, 1);
        Assert.Equal(0, relu.Minimum);
        Assert.Equal(0, relu.NotFinite);
        Assert.True(relu.Maximum > 0 && relu.Mean > 0 && relu.Deviation > 0);
        Assert.Equal(0.75, layers.Single(layer => layer.Layer.Name == "maxpool1").Dead);
    }

    [Fact]
    public void StatisticsAreThoseOfTheResults()
    {
        using var subject = new GeneratedNetwork(
            "network Plain\ninput x: 2x6x6\ny = conv 3 3x3 | tanh\nz = y | dense 4\noutput y, z\ntrain\n  loss softmax-cross-entropy of z\n  optimizer sgd");
        DataSet data = Data();
        float[] y = new float[8 * 3 * 16], z = new float[8 * 4];
        subject.Methods.Predict([data["x"].Floats[..(8 * 72)].ToArray()], [y, z]);
        ImmutableArray<LayerStatistics> layers = new SanityChecks(subject.Trainer, data).Activations();
        Check(y, layers.Single(layer => layer.Layer.Name == "tanh1"));
        Check(z, layers.Single(layer => layer.Layer.Name == "dense1"));

        static void Check(float[] values, LayerStatistics seen)
        {
            double mean = values.Average(v => (double)v);
            Assert.Equal(mean, seen.Mean, 1e-5);
            Assert.Equal(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), seen.Deviation, 1e-5);
            Assert.Equal(values.Max(), seen.Maximum, 1e-5f);
            Assert.Equal(values.Min(), seen.Minimum, 1e-5f);
        }
    }

    [Theory]
    [InlineData("hinge margin=2", 6), InlineData("hinge form=pytorch", 0.75), InlineData("softmax-cross-entropy smoothing=0.2 weight=0.5", 0.6931471805599453)]
    [InlineData("softmax-cross-entropy\n  loss binary-cross-entropy weight=0.5", 1.732867951399863)] // ln 4 + ln 2 / 2
    [InlineData("softmax-cross-entropy\n  loss binary-cross-entropy weight=0", 1.3862943611198906)]
    public void GuessingCostsWhatAllScoresOfZeroCost(string losses, double expected)
    {
        using var subject = new GeneratedNetwork($"network Guesses\ninput x: 2x6x6\ndense 4\ntrain\n  loss {losses}\n  optimizer sgd");
        foreach (Parameter parameter in subject.Network.Parameters)
            parameter.CopyFrom(new float[parameter.Count]);
        DataSet data = Data();
        if (losses.Contains("binary", StringComparison.Ordinal))
            data = new DataSet([.. data.Columns, new Column("y", new float[4 * data.Count], 4)]);
        InitialLoss initial = new SanityChecks(subject.Trainer, data).InitialLoss();
        Assert.Equal(expected, initial.Expected, 1e-6);
        Assert.Equal(expected, initial.Loss, 1e-5);
    }

    [Fact]
    public void SequencesHaveAnInitialLoss()
    {
        using var subject = new GeneratedNetwork("network Steps\ninput x: 3[7]\nrnn 5\ndense 4\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd");
        var data = new DataSet(new Column("x", new float[10 * 21], 7, 3), new Column("y", new int[10 * 7], 7));
        InitialLoss initial = new SanityChecks(subject.Trainer, data).InitialLoss();
        Assert.Equal(Math.Log(4), initial.Expected);
        Assert.Equal(Math.Log(4), initial.Loss, 1e-5); // inputs and biases are zero
    }

    [Fact]
    public void ClassesOfSequencesBelongToTheirSteps()
    {
        using var subject = new GeneratedNetwork("network Steps\ninput x: 3[7]\nrnn 5\ndense 4\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd");
        var data = new DataSet(new Column("x", Enumerable.Range(0, 42).Select(i => (i % 5) - 2f).ToArray(), 7, 3), new Column("y", new int[14], 7));
        var output = new float[2 * 28];
        using var ensemble = new Ensemble([subject.Network]);
        ensemble.Predict(data.Batch(0, 2), output);
        for (int step = 0; step < 14; step++)
            Assert.Equal(1, output.AsSpan(step * 4, 4).ToArray().Sum(), 1e-6f);
        Assert.Contains("each of 7 time steps", Assert.Throws<NotSupportedException>(() => ClassProbabilities.Of(ensemble, data)).Message);
        Assert.Throws<NotSupportedException>(() => ClassProbabilities.Of(subject.Network, data));
    }

    [Fact]
    public void WhatHasNoClassesHasNoInitialLoss()
    {
        using var subject = new GeneratedNetwork("network Regression\ninput x: 2x6x6\ndense 4\ntrain\n  loss mse\n  optimizer sgd");
        Assert.Contains("the targets of Regression", Assert.Throws<InvalidOperationException>(() => new SanityChecks(subject.Trainer, Data()).InitialLoss()).Message);
    }

    private static float[] Values(Network network) => [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];

    private static DataSet Data()
    {
        var random = new CounterRandom(5, 0, 0);
        float[] x = [.. Enumerable.Range(0, 24 * 72).Select(i => random.Normal(i))];
        return new DataSet(new Column("x", x, 72), new Column("label", (int[])[.. Enumerable.Range(0, 24).Select(i => i % 4)]));
    }

    /// <summary>Its gradients are half of what they should be.</summary>
    private sealed unsafe class WrongTraining(Runtime.LinearClassifier network) : Trainer(network, 16, 1, Runtime.LinearClassifier.Layout, 0, 0.5f)
    {
        private readonly Runtime.LinearClassifier.Training right = new(network, 16);

        public override void Update() => Steps++;

        public override void Dispose()
        {
            right.Dispose();
            base.Dispose();
        }

        protected override float EvaluateBatch(in Batch batch) => 0;

        protected override float BackwardBatch(in Batch batch)
        {
            float loss = right.Backward(batch);
            for (int i = 0; i < Runtime.LinearClassifier.Layout.Floats; i++)
                GradientValues[i] = right.RawGradients[i] / 2;
            return loss;
        }
    }
}
