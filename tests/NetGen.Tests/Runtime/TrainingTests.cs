using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public class TrainingTests
{
    [Fact]
    public void FitLearnsAndReports()
    {
        using var network = new LinearClassifier(seed: 1);
        using var trainer = new LinearClassifier.Training(network, 16);
        var observer = new Recorder();
        (DataSet train, DataSet validation) = Separable(330).Split(270);
        FitResult result = trainer.Fit(train, epochs: 20, validation, new FitOptions { Observer = observer });

        Assert.False(result.Stopped);
        Assert.Equal(20, result.Epochs.Length);
        Assert.Equal(20 * 17, trainer.Steps);
        Assert.Equal(20 * 17, observer.Batches.Count);
        Assert.Equal(result.Epochs, observer.Epochs);
        Assert.True(result.Epochs[^1].Loss < result.Epochs[0].Loss / 2);
        Assert.True(result.Epochs[^1].Validation!.Accuracy > 0.95);
        TrainingProgress last = observer.Batches[^1];
        Assert.Equal((20, 20, 17, 17), (last.Epoch, last.Epochs, last.Batch, last.Batches));
        Assert.Equal(TimeSpan.Zero, last.TimeLeft);
        Assert.Equal(result.Epochs[^1].Loss, last.RunningLoss);
    }

    [Fact]
    public void TwoFitsContinueAsOne()
    {
        DataSet data = Separable(100);
        Assert.Equal(Train([3]), Train([1, 2]));

        float[] Train(int[] epochs)
        {
            using var network = new LinearClassifier(seed: 1);
            using var trainer = new LinearClassifier.Training(network, 16);
            foreach (int count in epochs)
                trainer.Fit(data, count);
            return network.Parameters[0].ToArray();
        }
    }

    [Fact]
    public void TheObserverStopsTraining()
    {
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 16);
        FitResult result = trainer.Fit(Separable(160), 5, options: new FitOptions { Observer = new Recorder { StopAtBatch = 15 } });
        Assert.True(result.Stopped);
        Assert.Single(result.Epochs);
        Assert.Equal(15, trainer.Steps);

        result = trainer.Fit(Separable(160), 5, options: new FitOptions { Observer = new Recorder { StopAtEpoch = 2 } });
        Assert.True(result.Stopped);
        Assert.Equal(2, result.Epochs.Length);
    }

    [Fact]
    public void TrainingLastsUntilTheObserverStopsIt()
    {
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 1);
        var observer = new Recorder { StopAtEpoch = 2 };
        FitResult result = trainer.Fit(Separable(2000), int.MaxValue, options: new FitOptions { Observer = observer });
        Assert.True(result.Stopped);
        Assert.Equal(2, result.Epochs.Length);
        Assert.Equal(int.MaxValue, observer.Batches[0].Epochs);
        Assert.True(observer.Batches[0].TimeLeft > TimeSpan.FromDays(1));
    }

    [Fact]
    public void DivergenceNamesTheStep()
    {
        DataSet data = Separable(32);
        float[] features = data["features"].Floats.ToArray();
        features[20 * LinearClassifier.Inputs] = float.NaN;
        var broken = new DataSet(new Column("features", features, LinearClassifier.Inputs), data["label"]);
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 4);
        var e = Assert.Throws<DivergenceException>(() => trainer.Fit(broken, 1, options: new FitOptions { Shuffle = false }));
        Assert.Equal(6, e.Step);
        Assert.Contains("step 6 is NaN", e.Message);
    }

    [Fact]
    public void TheRangeTestFindsARateAndPutsEverythingBack()
    {
        using LinearClassifier network = new(seed: 1), same = new(seed: 1);
        using var trainer = new LinearClassifier.Training(network, 16) { Schedule = new PlateauSchedule() };
        using var untouched = new LinearClassifier.Training(same, 16) { Schedule = new PlateauSchedule() };
        DataSet data = Separable(160);
        LearningRateRange range = trainer.TestLearningRates(data, 1e-4f, 1e5f, 100);

        Assert.InRange(range.Points.Length, 50, 99); // the loss explodes before the last
        Assert.Equal(1e-4f, range.Points[0].Rate);
        Assert.Equal(Math.Pow(1e9, 1 / 99.0), range.Points[^1].Rate / range.Points[^2].Rate, 1e-5);
        Assert.InRange(range.Suggestion!.Value, 1e-2f, 1e2f);
        trainer.Fit(data, 2);
        untouched.Fit(data, 2);
        Assert.Equal(same.Parameters[0].ToArray(), network.Parameters[0].ToArray());
        Assert.Equal((untouched.Steps, untouched.LearningRate), (trainer.Steps, trainer.LearningRate));
        Assert.Throws<ArgumentOutOfRangeException>("to", () => trainer.TestLearningRates(data, 1, 1));
    }

    [Fact]
    public void WrongArgumentsAreRefused()
    {
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 16);
        Assert.Throws<ArgumentException>("train", () => trainer.Fit(Separable(0), 1));
        Assert.Throws<ArgumentException>("train", () => trainer.Fit(Separable(15), 1, options: new FitOptions { DropLast = true }));
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => trainer.Fit(Separable(16), -1));
        Assert.Throws<ArgumentException>("data", () => trainer.Evaluate(Separable(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearClassifier.Training(network, 0));
    }

    [Fact]
    public void EvaluateCountsByClass()
    {
        using var network = new LinearClassifier(seed: 1);
        using var trainer = new LinearClassifier.Training(network, 16);
        Evaluation evaluation = trainer.Evaluate(Separable(50));
        ConfusionMatrix confusion = evaluation.Confusion!;
        Assert.Equal(50, confusion.Total);
        Assert.Equal(17, confusion[0, 0] + confusion[0, 1] + confusion[0, 2]);
        Assert.Equal(0, trainer.Steps);
        Assert.Equal(evaluation.Loss, trainer.Evaluate(Separable(50)).Loss);
    }

    [Fact]
    public void BatchesAllocateNothing()
    {
        using var network = new LinearClassifier();
        using var trainer = new LinearClassifier.Training(network, 4);
        DataSet data = Separable(400);
        var meter = new AllocationMeter();
        trainer.Fit(data, 4, options: new FitOptions { Observer = meter });
        Assert.Equal(0, meter.InLastEpoch);
    }

    [Fact]
    public void TheConfusionMatrixHasItsShares()
    {
        var confusion = new ConfusionMatrix(3);
        foreach ((int actual, int predicted) in ((int, int)[])[(0, 0), (0, 0), (0, 1), (1, 1)])
            confusion.Add(actual, predicted);
        Assert.Equal(0.75, confusion.Accuracy);
        Assert.Equal(0.5, confusion.Precision(1));
        Assert.Equal(2 / 3.0, confusion.Recall(0));
        Assert.Equal(double.NaN, confusion.Recall(2));
        Assert.Equal(1, confusion[0, 1]);
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => confusion.Add(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => confusion.Add(0, -1));
        string[] lines = confusion.ToString().TrimEnd().Split('\n');
        Assert.Equal("0              2      1    0   0.667", lines[2]);
        Assert.Equal("precision  1.000  0.500  NaN   0.750", lines[^1]);
    }

    /// <summary>Three classes, told apart by which of the first three features is the largest.</summary>
    internal static DataSet Separable(int count)
    {
        var random = new CounterRandom(11, 0, 0);
        var features = new float[count * LinearClassifier.Inputs];
        var labels = new int[count];
        for (int i = 0; i < features.Length; i++)
            features[i] = random.Uniform(i);
        for (int n = 0; n < count; n++)
        {
            labels[n] = n % LinearClassifier.Classes;
            features[n * LinearClassifier.Inputs + labels[n]] += 1;
        }
        return new DataSet(new Column("features", features, LinearClassifier.Inputs), new Column("label", labels));
    }

    private sealed class Recorder : ITrainingObserver
    {
        public List<TrainingProgress> Batches { get; } = [];

        public List<EpochResult> Epochs { get; } = [];

        public int StopAtBatch { get; init; }

        public int StopAtEpoch { get; init; }

        public bool OnBatch(in TrainingProgress progress)
        {
            Batches.Add(progress);
            return Batches.Count != StopAtBatch;
        }

        public bool OnEpoch(EpochResult result)
        {
            Epochs.Add(result);
            return Epochs.Count != StopAtEpoch;
        }
    }

    private sealed class AllocationMeter : ITrainingObserver
    {
        private long atFirstBatch;

        public long InLastEpoch { get; private set; }

        public bool OnBatch(in TrainingProgress progress)
        {
            if (progress.Batch == 1)
                atFirstBatch = GC.GetAllocatedBytesForCurrentThread();
            InLastEpoch = GC.GetAllocatedBytesForCurrentThread() - atFirstBatch;
            return true;
        }
    }
}
