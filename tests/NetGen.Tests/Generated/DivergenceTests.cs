using System;
using System.Linq;
using NetGen.Data;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Generated;

/// <summary>A loss that is not finite stops training, and the message says when, where it began and what there is to go on from.</summary>
public sealed class DivergenceTests : IDisposable
{
    private const string Spec = """
        network Diverging
        input x: 1x6x6
        conv 4 3x3 | relu | maxpool 2
        second: dense 5 | tanh
        third: dense 4 bias=no | relu
        dense 3
        train
          loss softmax-cross-entropy
          optimizer sgd lr=0.1
        """;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(""), InlineData("unroll tiles\n")]
    public void TheMessageNamesTheLayer(string unroll)
    {
        using var subject = new GeneratedNetwork(Spec.Replace("input x: 1x6x6\n", "input x: 1x6x6\n" + unroll));
        // Finite weights whose products are not.
        Fill(subject.Network.Parameters["third.weight"], 3e38f);
        DivergenceException e = Diverges(subject, Data());
        Assert.Equal(("the result of third | relu2", 1L), (e.Origin, e.Step));
        Assert.Contains("The loss of step 1 is NaN", e.Message);
        Assert.Contains("in the result of third | relu2", e.Message);
        Assert.Null(e.Checkpoint);
        Assert.Equal(0, subject.Trainer.Steps);
        Assert.Equal(3e38f, subject.Network.Parameters["third.weight"].ToArray()[0]); // no update was made of such gradients
    }

    [Fact]
    public void EarlierLayersAreNamedBeforeLaterOnes()
    {
        using var subject = new GeneratedNetwork(Spec.Replace("input x: 1x6x6\n", "input x: 1x6x6\nunroll tiles\n"));
        Fill(subject.Network.Parameters["conv1.weight"], 3e38f);
        Assert.Equal("the result of conv1 | relu1", Diverges(subject, Data(scale: 100)).Origin);
    }

    [Fact]
    public void DataIsNamedBeforeTheAveragesThatHaveTakenItIn()
    {
        using var subject = new GeneratedNetwork(Spec.Replace("conv 4 3x3 |", "conv 4 3x3 | batchnorm |"));
        DataSet data = Data();
        float[] x = data["x"].Floats.ToArray();
        x[40] = float.NaN;
        Assert.Equal("the column 'x' of the data", Diverges(subject, new DataSet(new Column("x", x, 36), data["label"])).Origin);
    }

    [Fact]
    public void WhatIsInTheWeightsOrTheDataIsNamed()
    {
        using var subject = new GeneratedNetwork(Spec);
        DataSet data = Data();
        float[] x = data["x"].Floats.ToArray();
        x[40] = float.PositiveInfinity;
        Assert.Equal("the column 'x' of the data", Diverges(subject, new DataSet(new Column("x", x, 36), data["label"])).Origin);
        Fill(subject.Network.Parameters["second.bias"], float.NaN);
        Assert.Equal("the parameter second.bias", Diverges(subject, data).Origin);
    }

    [Fact]
    public void TheLastCheckpointIsNamedAndItIsGood()
    {
        using var subject = new GeneratedNetwork(Spec);
        DataSet data = Data();
        var checkpoints = new Checkpoints(directory.Path) { Resume = true };
        subject.Trainer.Fit(data, 1, options: new FitOptions { Checkpoints = checkpoints });
        float[] good = subject.Network.Parameters["conv1.weight"].ToArray();
        using var second = new GeneratedNetwork(Spec);
        second.Trainer.Schedule = subject.Trainer.Schedule;
        var options = new FitOptions { Checkpoints = checkpoints, Observer = new Explosion(second.Trainer) };
        var e = Assert.Throws<DivergenceException>(() => second.Trainer.Fit(data, 3, options: options));
        Assert.Equal(directory["step-0000000003.safetensors"], e.Checkpoint);
        Assert.EndsWith($"The last checkpoint before is {e.Checkpoint}.", e.Message);
        using var third = new GeneratedNetwork(Spec);
        third.Trainer.LoadCheckpoint(e.Checkpoint!);
        Assert.Equal(good, third.Network.Parameters["conv1.weight"].ToArray());
    }

    [Fact]
    public void WeightsThatAreNotFiniteAreNotSaved()
    {
        using var subject = new GeneratedNetwork(Spec);
        var checkpoints = new Checkpoints(directory.Path) { EverySteps = 1 };
        var e = Assert.Throws<DivergenceException>(() =>
            subject.Trainer.Fit(Data(), 3, options: new FitOptions { Checkpoints = checkpoints, Observer = new Poison(subject.Network.Parameters["second.weight"], atBatch: 2) }));
        Assert.Equal("the parameter second.weight, behind the update", e.Origin);
        Assert.Equal((2, directory["step-0000000001.safetensors"]), (e.Step, e.Checkpoint));
    }

    [Fact]
    public void TheLastUpdateIsLookedAtToo()
    {
        using var subject = new GeneratedNetwork(Spec);
        var e = Assert.Throws<DivergenceException>(() =>
            subject.Trainer.Fit(Data(), 1, options: new FitOptions { Observer = new Poison(subject.Network.Parameters["second.weight"], atBatch: 3) }));
        Assert.Equal("the parameter second.weight, behind the update", e.Origin);
    }

    [Fact]
    public void SoAreTheValidationExamplesAndARangeTest()
    {
        using var subject = new GeneratedNetwork(Spec);
        DataSet data = Data(), poisoned = Data();
        float[] values = [.. poisoned.Columns[0].Floats];
        values[^1] = float.NaN;
        poisoned = new DataSet(new Column("x", values, 1, 6, 6), poisoned.Columns[1]);
        var checkpoints = new Checkpoints(directory.Path) { EverySteps = 1 };
        var e = Assert.Throws<DivergenceException>(() => subject.Trainer.Fit(data, 3, poisoned, new FitOptions { Checkpoints = checkpoints }));
        Assert.Equal(("the column 'x' of the validation examples", 3L, directory["step-0000000002.safetensors"]), (e.Origin, e.Step, e.Checkpoint));
        Assert.Equal("the column 'x' of the data", Assert.Throws<DivergenceException>(() => subject.Trainer.TestLearningRates(poisoned)).Origin);
    }

    [Fact]
    public void AStreamIsTakenBackToWhereItWas()
    {
        const string spec = """
            network Streams
            input x: 3[12]
            rnn 4 activation=relu | dense 3
            train
              loss softmax-cross-entropy
              optimizer sgd lr=0.1
              stream
            """;
        using var subject = new GeneratedNetwork(spec);
        DataSet data = Data(times: 12);
        subject.Trainer.Fit(data, 1);
        Fill(subject.Network.Parameters["dense1.weight"], 3e38f);
        Assert.Equal("the result of dense1", Diverges(subject, data).Origin);
        using var second = new GeneratedNetwork(spec);
        second.Trainer.Fit(data, 1);
        Fill(second.Network.Parameters["rnn1.weight_hh_l0"], float.MaxValue);
        Fill(second.Network.Parameters["rnn1.bias_hh_l0"], float.MaxValue);
        Fill(second.Network.Parameters["rnn1.bias_ih_l0"], float.MaxValue);
        Assert.Equal("the result of rnn1", Diverges(second, data).Origin);
    }

    private static DivergenceException Diverges(GeneratedNetwork subject, DataSet data) => Assert.Throws<DivergenceException>(() => subject.Trainer.Fit(data, 2));

    private static void Fill(Parameter parameter, float value) => parameter.CopyFrom([.. Enumerable.Repeat(value, parameter.Count)]);

    private static DataSet Data(int times = 1, float scale = 1)
    {
        var random = new CounterRandom(5, 0, 0);
        float[] x = [.. Enumerable.Range(0, 24 * 36).Select(i => scale * (1 + random.Uniform(i)))];
        return new DataSet(new Column("x", x, 36), new Column("label", (int[])[.. Enumerable.Range(0, 24 * times).Select(i => i % 3)], times));
    }

    private sealed class Explosion(Trainer trainer) : ITrainingObserver
    {
        public bool OnBatch(in TrainingProgress progress)
        {
            trainer.LearningRate = 1e38f;
            return true;
        }
    }

    private sealed class Poison(Parameter parameter, int atBatch) : ITrainingObserver
    {
        public bool OnBatch(in TrainingProgress progress)
        {
            if (progress.Batch == atBatch)
                Fill(parameter, float.NegativeInfinity);
            return true;
        }
    }
}
