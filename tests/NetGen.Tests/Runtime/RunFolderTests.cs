using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Runtime;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly LinearClassifier network = new(seed: 4);
    private readonly LinearClassifier.Training trainer;

    public RunFolderTests() => trainer = new LinearClassifier.Training(network, 10);

    public void Dispose()
    {
        trainer.Dispose();
        network.Dispose();
        directory.Dispose();
    }

    [Fact]
    public void ItTellsWhatWasTrainedAndHowItWent()
    {
        FitResult result = Fit(new RunFolder(directory["run"], trainer), 3);
        EpochMetrics[] epochs = [.. RunFolder.ReadEpochs(directory["run"])];
        Assert.Equal([1, 2, 3], epochs.Select(epoch => epoch.Epoch));
        Assert.Equal([4L, 8, 12], epochs.Select(epoch => epoch.Step));
        Assert.Equal(result.Epochs.Select(epoch => epoch.Loss), epochs.Select(epoch => epoch.Loss));
        Assert.Equal(result.Epochs.Select(epoch => epoch.Validation!.Accuracy), epochs.Select(epoch => epoch.ValidationAccuracy));
        Assert.Equal(result.Epochs.Select(epoch => epoch.Duration.TotalSeconds), epochs.Select(epoch => epoch.Seconds));
        StepMetrics[] steps = [.. RunFolder.ReadSteps(directory["run"])];
        Assert.Equal(Enumerable.Range(1, 12).Select(step => (long)step), steps.Select(step => step.Step));
        Assert.Equal(1.25, steps[4].Epoch);
        Assert.Equal(0.5, steps[4].LearningRate);
        Assert.Equal(epochs[1].Loss, steps[4..8].Average(step => step.Loss), 1e-5);

        Assert.Equal("network Linear\n", File.ReadAllText(directory["run/network.net.txt"]));
        Assert.StartsWith("LinearClassifier", File.ReadAllText(directory["run/network.txt"]));
        JsonElement run = JsonDocument.Parse(File.ReadAllText(directory["run/run.json"])).RootElement;
        Assert.Equal((4ul, 10, "LinearClassifier"), (run.GetProperty("seed").GetUInt64(), run.GetProperty("batch_size").GetInt32(), run.GetProperty("network").GetString()));
        JsonElement call = Assert.Single(run.GetProperty("calls").EnumerateArray());
        Assert.Equal((0, 0.5f, "constant"), (call.GetProperty("step").GetInt32(), call.GetProperty("learning_rate").GetSingle(), call.GetProperty("schedule").GetString()));
        Assert.StartsWith("0.", call.GetProperty("netgen").GetString());
        Assert.Equal(System.Runtime.Intrinsics.X86.Avx2.IsSupported, call.GetProperty("processor_features").GetString()!.Split(' ').Contains("avx2"));
    }

    [Fact]
    public void ALaterFitGoesOnInIt()
    {
        Fit(new RunFolder(directory["run"], trainer), 2);
        // What a process wrote behind its last checkpoint, and a row that it did not finish.
        File.AppendAllText(directory["run/metrics.csv"], "3,12,0.5,,,0.1,1,0,9,,\n4,16,0.");
        Fit(new RunFolder(directory["run"], trainer), 1);
        Assert.Equal([(1, 4L), (2, 8L), (3, 12L)], RunFolder.ReadEpochs(directory["run"]).Select(epoch => (epoch.Epoch, epoch.Step)));
        Assert.Equal(12, RunFolder.ReadSteps(directory["run"]).Length);
        Assert.Equal(3, RunFolder.ReadSteps(directory["run"])[^1].Epoch);
    }

    [Theory]
    [InlineData(938)]
    [InlineData(50)]
    public void TheRowsOfAnEpochAreOfEquallyManyBatches(int batches)
    {
        var folder = new RunFolder(directory["run"], trainer);
        for (int batch = 1; batch <= batches; batch++)
        {
            Assert.True(folder.OnBatch(new TrainingProgress
            {
                Epoch = 1, Epochs = 1, Batch = batch, Batches = batches, Loss = batch, RunningLoss = 0, LearningRate = 1, ExamplesPerSecond = 1, TimeLeft = default,
            }));
        }
        double[] ends = [0, .. RunFolder.ReadSteps(directory["run"]).Select(step => step.Epoch * batches)];
        Assert.Equal((51, batches), (ends.Length, ends[^1]));
        Assert.All(ends.Zip(ends[1..]), row => Assert.InRange(row.Second - row.First, Math.Floor(batches / 50.0) - 1e-9, Math.Ceiling(batches / 50.0) + 1e-9));
        Assert.Equal(RunFolder.ReadSteps(directory["run"]).Select(step => step.Loss), ends.Zip(ends[1..], (from, to) => (from + 1 + to) / 2), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void AnotherTrainingIsNotOverwritten()
    {
        Fit(new RunFolder(directory["run"], trainer), 1);
        using var other = new LinearClassifier.Training(network, 10);
        Assert.Contains(directory["run"], Assert.Throws<IOException>(() => Fit(other, new RunFolder(directory["run"], other), 1)).Message);
        Assert.Equal(0, other.Steps);
        // Nor by one that would resume and finds nothing: more than the row of one epoch would have a checkpoint.
        Fit(new RunFolder(directory["run"], trainer), 1);
        Assert.Throws<IOException>(() => Fit(other, new RunFolder(directory["run"], other), 1, new Checkpoints(directory["checkpoints"]) { Resume = true }));
        File.WriteAllText(directory["run/run.json"], File.ReadAllText(directory["run/run.json"]).Replace("LinearClassifier", "Another", StringComparison.Ordinal));
        Assert.Contains("the metrics of Another", Assert.Throws<IOException>(() => Fit(new RunFolder(directory["run"], trainer), 1)).Message);
        Assert.Equal(2, RunFolder.ReadEpochs(directory["run"]).Length);
        foreach (string file in new[] { "metrics.csv", "steps.csv" })
            File.Delete(directory[$"run/{file}"]);
        Fit(other, new RunFolder(directory["run"], other), 1); // nothing is left of the other
        // A loop of one's own that does not tell of its start is a new training, and leaves what is there.
        Assert.Throws<IOException>(() => new RunFolder(directory["run"], other).OnBatch(default(TrainingProgress)));
        Assert.Single(RunFolder.ReadEpochs(directory["run"]));
        Assert.Contains("\"LinearClassifier\"", File.ReadAllText(directory["run/run.json"]));
        File.WriteAllText(directory["run/steps.csv"], "step,loss\n");
        Assert.Contains("steps.csv", Assert.Throws<InvalidDataException>(() => RunFolder.ReadSteps(directory["run"])).Message);
        File.WriteAllText(directory["run/metrics.csv"], File.ReadAllLines(directory["run/metrics.csv"])[0] + "\n1,2,x,,,,,,,,\n");
        Assert.Contains("'x'", Assert.Throws<InvalidDataException>(() => RunFolder.ReadEpochs(directory["run"])).Message);
        File.WriteAllText(directory["run/metrics.csv"], File.ReadAllLines(directory["run/metrics.csv"])[0] + "\n1,2,,,,0.1,1,0,9,,\n");
        Assert.Contains("has no loss", Assert.Throws<InvalidDataException>(() => RunFolder.ReadEpochs(directory["run"])).Message);
    }

    [Theory]
    [InlineData(6, "1,2,3,4")]
    [InlineData(2, "1,2,3,4")] // before the first checkpoint: from the beginning
    public void AnInterruptedTrainingGoesOnInIt(int stopAt, string epochs)
    {
        var checkpoints = new Checkpoints(directory["checkpoints"]) { Resume = true };
        Fit(trainer, new RunFolder(directory["run"], trainer), 2); // a call before, which counts its own epochs
        long before = trainer.Steps;
        trainer.SaveCheckpoint(directory["before"]);
        Assert.Throws<OperationCanceledException>(() => Fit(trainer, new RunFolder(directory["run"], trainer, new Interruption(trainer, before + stopAt)), 2, checkpoints));

        using var again = new LinearClassifier.Training(network, 10);
        again.LoadCheckpoint(directory["before"]);
        Fit(again, new RunFolder(directory["run"], again), 2, checkpoints);
        Assert.Equal(epochs, string.Join(',', RunFolder.ReadEpochs(directory["run"]).Select(epoch => epoch.Epoch)));
        Assert.Equal(Enumerable.Range(1, 16).Select(step => (long)step), RunFolder.ReadSteps(directory["run"]).Select(step => step.Step));
        Assert.Equal(Enumerable.Range(1, 16).Select(step => step / 4.0), RunFolder.ReadSteps(directory["run"]).Select(step => step.Epoch));
    }

    [Fact]
    public void ACallWithNothingToDoLeavesTheRowsOfLaterOnes()
    {
        for (int epochs = 2; epochs < 4; epochs++)
        {
            using var again = new LinearClassifier.Training(network, 10) { Average = new WeightAverage(new LinearClassifier(seed: 1)) };
            var folder = new RunFolder(directory["run"], again);
            Fit(again, folder, 2, new Checkpoints(directory["first"]) { Resume = true });
            Fit(again, folder, epochs, new Checkpoints(directory["second"]) { Resume = true });
        }
        Assert.Equal([1, 2, 3, 4, 5], RunFolder.ReadEpochs(directory["run"]).Select(epoch => epoch.Epoch));
        Assert.All(RunFolder.ReadEpochs(directory["run"]), epoch => Assert.InRange(epoch.AverageLoss!.Value, 0.1, 10));
        Assert.Equal(20, RunFolder.ReadSteps(directory["run"]).Length);
    }

    [Fact]
    public void ATrainingThatEndedBeforeItsFirstCheckpointBeginsAnew()
    {
        Fit(trainer, new RunFolder(directory["run"], trainer), 1);
        using var again = new LinearClassifier.Training(network, 10);
        Fit(again, new RunFolder(directory["run"], again), 1, new Checkpoints(directory["checkpoints"]) { Resume = true });
        Assert.Equal(4, Assert.Single(RunFolder.ReadEpochs(directory["run"])).Step);
    }

    private sealed class Interruption(Trainer trainer, long step) : ITrainingObserver
    {
        public bool OnBatch(in TrainingProgress progress) => trainer.Steps < step ? true : throw new OperationCanceledException();
    }

    private FitResult Fit(RunFolder folder, int epochs) => Fit(trainer, folder, epochs);

    private static FitResult Fit(Trainer trainer, RunFolder folder, int epochs, Checkpoints? checkpoints = null)
    {
        var random = new CounterRandom(1, 0, 0);
        var data = new DataSet(
            new Column("x", Enumerable.Range(0, 200).Select(i => random.Normal(i)).ToArray(), 5), new Column("y", Enumerable.Range(0, 40).Select(i => i % 3).ToArray()));
        return trainer.Fit(data, epochs, data, new FitOptions { Observer = folder, Checkpoints = checkpoints });
    }
}
