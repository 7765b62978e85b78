using System;
using System.IO;
using System.Linq;
using NetGen.Data;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Resuming;

/// <summary>Early stopping, averages and snapshots: what they do to a training, and that an interruption changes nothing of it.</summary>
public sealed class EarlyStoppingTests : IDisposable
{
    private const int Epochs = 9;
    private static readonly DataSet Data = TrainingTests.Separable(40);

    // Improvements in the first, second and fourth epoch; with a delta of 0.1 the last is none.
    private static readonly double[] Scores = [3, 1, 2, 0.95, 4, 5, double.NaN, 7, 0];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(0.1, 3, 2, 5)]
    [InlineData(0, 3, 4, 7)]
    [InlineData(0, 5, 9, 9)]
    [InlineData(1.9, 8, 2, 9)]
    public void EndsBehindAsManyEpochsWithoutAnImprovementAndGoesBack(double delta, int patience, int best, int last)
    {
        using LinearClassifier network = new(seed: 1), expected = new(seed: 1), unrestored = new(seed: 1), whole = new(seed: 1);
        var stopping = new EarlyStopping(patience) { MinimumDelta = delta, Score = result => Scores[result.Epoch - 1] };
        FitResult result = Fit(network, new FitOptions { EarlyStopping = stopping });
        Fit(expected, new FitOptions(), best);
        Assert.Equal((best, last, last < Epochs), (result.BestEpoch, result.Epochs.Length, result.StoppedEarly));
        Assert.False(result.Stopped);
        Assert.Equal(Weights(expected), Weights(network));

        Fit(unrestored, new FitOptions { EarlyStopping = stopping with { RestoreBest = false } });
        Fit(whole, new FitOptions(), last);
        Assert.Equal(Weights(whole), Weights(unrestored));
    }

    [Fact]
    public void TheValidationLossIsTheScore()
    {
        using LinearClassifier network = new(seed: 1), whole = new(seed: 1);
        FitResult result = Fit(network, new FitOptions { EarlyStopping = new EarlyStopping(100) }, validation: Data);
        Assert.Equal(result.Epochs.MinBy(epoch => epoch.Validation!.Loss)!.Epoch, result.BestEpoch);
        Assert.Null(Fit(whole, new FitOptions(), epochs: 1).BestEpoch);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(1) { MinimumDelta = double.NaN });
    }

    [Fact]
    public void AnInterruptionAnywhereChangesNothing()
    {
        var stopping = new EarlyStopping(3) { MinimumDelta = 0.1, Score = result => Scores[result.Epoch - 1] };
        FitOptions options = new() { Seed = 1, EarlyStopping = stopping };
        using LinearClassifier whole = new(seed: 1), wholeAverage = new(seed: 2);
        FitResult expected = Fit(whole, options with { Snapshots = new Snapshots(directory["whole"], 2) }, average: wholeAverage, validation: Data);
        Assert.Equal(5, expected.Epochs.Length);
        Assert.Equal(["snapshot-0002.safetensors", "snapshot-0004.safetensors"], expected.Snapshots.Select(Path.GetFileName));
        using LinearClassifier other = new(seed: 5), otherAverage = new(seed: 6);
        Assert.Throws<IOException>(() => Fit(other, options with { Snapshots = new Snapshots(directory["whole"], 2) }, average: otherAverage, validation: Data));

        for (int stop = 1; stop < 15; stop++)
        {
            FitOptions parts = options with { Snapshots = new Snapshots(directory[$"parts{stop}"], 2), Checkpoints = new Checkpoints(directory[$"run{stop}"]) { Resume = true } };
            using LinearClassifier first = new(seed: 1), firstAverage = new(seed: 2), second = new(seed: 3), secondAverage = new(seed: 4);
            Assert.True(Fit(first, parts with { Observer = new Stop(stop) }, average: firstAverage, validation: Data).Stopped);
            FitResult ended = Fit(second, parts, average: secondAverage, validation: Data);

            Assert.Equal(Weights(whole), Weights(second));
            Assert.Equal(Weights(wholeAverage), Weights(secondAverage));
            Assert.Equal((expected.BestEpoch, expected.StoppedEarly), (ended.BestEpoch, ended.StoppedEarly));
            Assert.Equal(expected.Epochs[^1].AverageValidation!.Loss, ended.Epochs[^1].AverageValidation!.Loss);
            Assert.Equal(expected.Snapshots.Select(File.ReadAllBytes), ended.Snapshots.Select(File.ReadAllBytes));

            // What is over stays over, and has the same weights.
            using LinearClassifier again = new(seed: 5), againAverage = new(seed: 6);
            FitResult over = Fit(again, parts, average: againAverage, validation: Data);
            Assert.Empty(over.Epochs);
            Assert.True(over.StoppedEarly);
            Assert.Equal(Weights(whole), Weights(again));
            Assert.Equal(Weights(wholeAverage), Weights(againAverage));
        }
    }

    [Theory]
    [InlineData(true, 6), InlineData(false, 15)] // steps of the best two epochs, and of all five
    public void TheAverageGoesBackToAsManyWeights(bool restores, long count)
    {
        using LinearClassifier network = new(seed: 1), average = new(seed: 2);
        using var trainer = new LinearClassifier.Training(network, 16) { Average = new WeightAverage(average, 0.9) };
        var stopping = new EarlyStopping(3) { MinimumDelta = 0.1, RestoreBest = restores, Score = result => Scores[result.Epoch - 1] };
        trainer.Fit(Data, Epochs, options: new FitOptions { EarlyStopping = stopping });
        Assert.Equal(count, trainer.Average.Count);
    }

    [Fact]
    public void AnotherStoppingOrAverageIsAnotherTraining()
    {
        FitOptions options = new() { EarlyStopping = new EarlyStopping(3), Checkpoints = new Checkpoints(directory["run"]) { Resume = true } };
        using LinearClassifier network = new(seed: 1), average = new(seed: 2), loaded = new(seed: 3);
        Fit(network, options, epochs: 2, average: average);
        Refused(
            "its early stopping is patience 3 delta 0 best, and patience 4 delta 0 best here",
            () => Fit(network, options with { EarlyStopping = new EarlyStopping(4) }, average: average));
        Refused("its early stopping is patience 3 delta 0 best, and  here", () => Fit(network, options with { EarlyStopping = null }, average: average));
        Refused("its average has decay 0.9 from 0 every 1, and decay 0.8 from 0 every 1 here", () => Fit(network, options, average: average, decay: 0.8));
        Refused("it has average:dense1.weight", () => Fit(network, options));

        // A loop of one's own takes the weights of it all the same.
        using var trainer = new LinearClassifier.Training(loaded, 16) { Average = new WeightAverage(average, 0.9) };
        trainer.LoadCheckpoint(Directory.GetFiles(directory["run"], "step-*").Max()!);
        Assert.Equal(6, trainer.Average.Count);

        static void Refused(string reason, Func<object> fit) => Assert.Contains(reason, Assert.Throws<InvalidDataException>(fit).Message);
    }

    private static FitResult Fit(
        LinearClassifier network, FitOptions options, int epochs = Epochs, LinearClassifier? average = null, DataSet? validation = null, double decay = 0.9)
    {
        using var trainer = new LinearClassifier.Training(network, 16) { Average = average is null ? null : new WeightAverage(average, decay) };
        return trainer.Fit(Data, epochs, validation, options);
    }

    private static float[] Weights(LinearClassifier network) => [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];
}
