using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetGen.Data;
using NetGen.Tests.Generated;
using NetGen.Tests.Runtime;
using Xunit;

namespace NetGen.Tests.Resuming;

/// <summary>Checkpoints of <see cref="Trainer.Fit"/>: resuming gives what no interruption does, and what is damaged or does not fit is told.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const int Epochs = 5;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    private static readonly string[] Texts =
    [
        // Mean squares, running means, random numbers, a schedule that learns, weight decay.
        """
        network Saved
        input x: 6
        dense 12 bias=no | batchnorm | relu | dropout 0.4
        dense 3
        train
          loss softmax-cross-entropy
          optimizer adamw lr=1e-2
          schedule plateau factor=0.5 patience=0 threshold=0.3 warmup=0.5
          decay 1e-2
        """,
        // Straight-line code.
        """
        network Small
        input x: 6
        dense 4 | tanh | dense 3
        train
          loss softmax-cross-entropy
          optimizer momentum lr=0.1
          schedule one-cycle
        """,
        // The state of streams goes on from batch to batch, in training and in evaluation.
        """
        network Streams
        input x: 3[2]
        lstm 4 | dense 3
        train
          loss softmax-cross-entropy
          optimizer adagrad lr=0.1
          stream
        """,
    ];

    public static TheoryData<string> Specs() => [.. Texts];

    [Theory, MemberData(nameof(Specs))]
    public void ResumingAnywhereGivesTheResultOfNoInterruption(string spec)
    {
        DataSet data = Data(spec.Contains("stream") ? 2 : 1);
        using var whole = new GeneratedNetwork(spec);
        FitResult expected = whole.Trainer.Fit(data, Epochs, data);
        for (int stop = 1; stop <= 15; stop += 4)
        {
            string run = directory[$"run{stop}"];
            using var first = new GeneratedNetwork(spec);
            FitResult begun = first.Trainer.Fit(data, Epochs, data, new FitOptions { Checkpoints = new Checkpoints(run), Observer = new Stop(stop) });
            Assert.True(begun.Stopped);

            // Of what another instance has, nothing is left.
            using var second = new GeneratedNetwork(spec);
            second.Trainer.Fit(data, 0);
            second.Trainer.LearningRate = 17;
            FitResult ended = second.Trainer.Fit(data, Epochs, data, new FitOptions { Checkpoints = new Checkpoints(run) { Resume = true } });

            Assert.Equal(stop, ended.Resumed!.Step);
            Assert.Equal(whole.Trainer.Steps, second.Trainer.Steps);
            Assert.Equal(Values(whole.Network.Parameters), Values(second.Network.Parameters));
            Assert.Equal(Values(whole.Trainer.Gradients), Values(second.Trainer.Gradients));
            Assert.Equal(expected.Epochs.Select(Losses), [.. begun.Epochs.Select(Losses), .. ended.Epochs.Select(Losses)]);
            Assert.Equal(whole.Trainer.CurrentLearningRate, second.Trainer.CurrentLearningRate);
        }

        static (int, double, double?) Losses(EpochResult result) => (result.Epoch, result.Loss, result.Validation?.Loss);
    }

    [Fact]
    public void AFinishedTrainingGoesOnForMoreEpochs()
    {
        Checkpoints checkpoints = new(directory["run"]);
        using LinearClassifier whole = new(seed: 1), parts = new(seed: 1), again = new(seed: 1);
        Fit(whole, 4, null);
        Fit(parts, 2, checkpoints);
        Assert.Equal(2, Fit(again, 4, checkpoints with { Resume = true }).Epochs.Length);
        Assert.Equal(Values(whole.Parameters), Values(again.Parameters));
    }

    [Fact]
    public void BatchesThatAreMixedAndReadAheadGoOnWhereTheyWere()
    {
        FitOptions options = new() { ReadAhead = 3, Checkpoints = new Checkpoints(directory["run"]) { Resume = true } };
        ExampleSource data = TrainingTests.Separable(40).Mixed();
        using LinearClassifier whole = new(seed: 1), first = new(seed: 1), second = new(seed: 1);
        using LinearClassifier.Training wholeTrainer = new(whole, 16), firstTrainer = new(first, 16), secondTrainer = new(second, 16);
        wholeTrainer.Fit(data, 4);
        Assert.True(firstTrainer.Fit(data, 4, options: options with { Observer = new Stop(7) }).Stopped);
        Assert.Equal(7, secondTrainer.Fit(data, 4, options: options).Resumed!.Step);
        Assert.Equal(Values(whole.Parameters), Values(second.Parameters));
    }

    [Fact]
    public void TheNewestAndTheBestStay()
    {
        using var network = new LinearClassifier(seed: 1);
        var scores = new Queue<double>([3, 1, 2, 4, double.NaN, 5]);
        Fit(network, 6, new Checkpoints(directory["run"]) { Keep = 2, EverySteps = 2, Score = _ => scores.Dequeue() });
        Assert.Equal(["best.safetensors", "step-0000000016.safetensors", "step-0000000018.safetensors"], Files());

        // The best is that of the second epoch, and its weights are those of any file.
        using var second = new LinearClassifier(seed: 1);
        Fit(second, 2, null);
        network.LoadWeights(directory["run/best.safetensors"]);
        Assert.Equal(Values(second.Parameters), Values(network.Parameters));

        using var third = new LinearClassifier(seed: 1);
        Fit(third, 1, new Checkpoints(directory["none"]) { Score = null });
        Assert.Equal(["step-0000000003.safetensors"], Files("none"));
    }

    [Fact]
    public void ADirectoryOfAnotherTrainingIsRefused()
    {
        using var network = new LinearClassifier();
        Fit(network, 1, new Checkpoints(directory["run"]));
        var e = Assert.Throws<IOException>(() => Fit(network, 1, new Checkpoints(directory["run"])));
        Assert.StartsWith(directory["run"], e.Message);
        Assert.Contains("resume it", e.Message);
    }

    [Theory]
    [InlineData(0), InlineData(9), InlineData(300), InlineData(-1), InlineData(-5), InlineData(-100)]
    public void ADamagedCheckpointIsNamedAndTheOneBeforeUsed(int place)
    {
        Checkpoints checkpoints = new(directory["run"]);
        using LinearClassifier whole = new(seed: 1), first = new(seed: 1), second = new(seed: 1);
        Fit(whole, 3, null);
        Fit(first, 2, checkpoints);
        string newest = directory["run/step-0000000006.safetensors"];
        byte[] bytes = File.ReadAllBytes(newest);
        bytes[place >= 0 ? place : bytes.Length + place] ^= 4;
        File.WriteAllBytes(newest, bytes);

        FitResult result = Fit(second, 3, checkpoints with { Resume = true });

        Assert.Equal((directory["run/step-0000000003.safetensors"], 3), (result.Resumed!.File, result.Resumed.Step));
        Assert.StartsWith(newest, Assert.Single(result.Resumed.Damaged));
        Assert.Equal(Values(whole.Parameters), Values(second.Parameters));
        Assert.True(File.Exists(newest + ".damaged"));
    }

    [Fact]
    public void TruncatedCheckpointsAreDamagedAndIfAllAreThatIsAnError()
    {
        Checkpoints checkpoints = new(directory["run"]);
        using LinearClassifier network = new(seed: 1);
        Fit(network, 2, checkpoints);
        string[] files = Directory.GetFiles(directory["run"], "step-*");
        foreach ((string file, int left) in files.Zip([0, 100]))
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..left]);
        string message = Assert.Throws<InvalidDataException>(() => Fit(network, 3, checkpoints with { Resume = true })).Message;
        Assert.All(files, file => Assert.Contains(file, message));
        Assert.Equal(files, Directory.GetFiles(directory["run"], "step-*"));
    }

    [Fact]
    public void WhatIsOfAnotherTrainingIsRefused()
    {
        Checkpoints checkpoints = new(directory["run"]);
        using LinearClassifier network = new(seed: 1);
        Fit(network, 1, checkpoints);
        Checkpoints resumed = checkpoints with { Resume = true };
        float[] before = Values(network.Parameters);

        Refused("its batch size is 16, and 8 here", () => Fit(network, 2, resumed, batchSize: 8));
        Refused("its examples is 40, and 44 here", () => Fit(network, 2, resumed, examples: 44));
        Refused("its order seed is 1, and 9 here", () => Fit(network, 2, resumed, options: new FitOptions { Seed = 9 }));
        Refused("its rate schedule is , and step every=1 factor=0.5 here", () => Fit(network, 2, resumed, schedule: new StepSchedule(1, 0.5)));
        Refused("its snapshots is , and every 1 after 0 here", () => Fit(network, 2, resumed, options: new FitOptions { Snapshots = new Snapshots(directory["snapshots"], 1) }));
        using var trainer = new LinearClassifier.Training(network, 16);
        trainer.Fit(TrainingTests.Separable(40), 1);
        before = Values(network.Parameters);
        Refused("began with epoch 1, and this one begins with 2", () => trainer.Fit(TrainingTests.Separable(40), 2, options: new FitOptions { Checkpoints = resumed }));

        using var other = new GeneratedNetwork("network LinearClassifier\ninput x: 5\ndense 4\ntrain\n  loss softmax-cross-entropy\n  optimizer sgd");
        string message = Assert.Throws<InvalidDataException>(() => other.Trainer.LoadCheckpoint(directory["run/step-0000000003.safetensors"])).Message;
        Assert.Contains("dense1.weight is F32 3x5, and 4x5 is needed", message);

        void Refused(string reason, Func<FitResult> fit)
        {
            string text = Assert.Throws<InvalidDataException>(fit).Message;
            Assert.StartsWith(directory["run/step-0000000003.safetensors"], text);
            Assert.Contains(reason, text);
            Assert.Equal(before, Values(network.Parameters));
        }
    }

    [Fact]
    public void ArgumentsOfTheScheduleAreCompared()
    {
        Checkpoints checkpoints = new(directory["run"]) { Resume = true };
        using LinearClassifier network = new(seed: 1);
        Fit(network, 1, checkpoints, schedule: new CosineSchedule(period: 3) { Warmup = 0.5 });
        string told = Assert.Throws<InvalidDataException>(() => Fit(network, 2, checkpoints, schedule: new CosineSchedule(period: 4))).Message;
        Assert.Contains("its rate schedule is cosine period=3 growth=1 minimum=0 warmup=0.5, and cosine period=4 growth=1 minimum=0 here", told);
        using var trainer = new LinearClassifier.Training(network, 16) { Schedule = new StepSchedule(1) };
        Assert.Contains(
            "its schedule is 'CosineSchedule', and 'StepSchedule' here",
            Assert.Throws<InvalidDataException>(() => trainer.LoadCheckpoint(Directory.GetFiles(directory["run"], "step-*").Single())).Message);
    }

    [Fact]
    public void WhatAScheduleOfOnesOwnHasLearnedGoesOn()
    {
        using LinearClassifier whole = new(seed: 1), parts = new(seed: 1);
        Fit(whole, 5, null, schedule: new Remembering());
        Checkpoints checkpoints = new(directory["run"]) { Resume = true };
        Fit(parts, 2, checkpoints, schedule: new Remembering());
        Fit(parts, 5, checkpoints, schedule: new Remembering());
        Assert.Equal(Values(whole.Parameters), Values(parts.Parameters));
    }

    /// <summary>A schedule that has learned nothing at first.</summary>
    private sealed class Remembering : LearningRateSchedule
    {
        private readonly List<double> losses = [];

        protected override double[] State
        {
            get => [.. losses];
            set
            {
                losses.Clear();
                losses.AddRange(value);
            }
        }

        public override void OnEpoch(EpochResult result) => losses.Add(result.Loss);

        protected override double Factor(in ScheduleTime time) => losses.Count == 0 ? 1 : losses.Sum() / losses.Count;
    }

    [Fact]
    public void ALoopOfOnesOwnSavesAndLoads()
    {
        string file = directory["own.safetensors"];
        DataSet data = Data();
        using GeneratedNetwork first = new(Texts[0]), second = new(Texts[0]);
        first.Trainer.Fit(data, 1);
        first.Trainer.SaveCheckpoint(file);
        second.Trainer.LoadCheckpoint(file);
        for (int i = 0; i < 3; i++)
            Assert.Equal(first.Trainer.Fit(data, 1).Epochs[0].Loss, second.Trainer.Fit(data, 1).Epochs[0].Loss);
        Assert.Equal(Values(first.Network.Parameters), Values(second.Network.Parameters));
        Assert.Equal(first.Trainer.Steps, second.Trainer.Steps);

        string message = Assert.Throws<InvalidDataException>(() => second.Trainer.LoadCheckpoint(Weights())).Message;
        Assert.Contains("is no checkpoint", message);
        string Weights()
        {
            first.Network.Save(directory["weights.safetensors"]);
            return directory["weights.safetensors"];
        }
    }

    private static FitResult Fit(
        LinearClassifier network, int epochs, Checkpoints? checkpoints, int batchSize = 16, int examples = 40,
        LearningRateSchedule? schedule = null, FitOptions? options = null)
    {
        using var trainer = new LinearClassifier.Training(network, batchSize) { Schedule = schedule };
        return trainer.Fit(TrainingTests.Separable(examples), epochs, options: (options ?? new FitOptions()) with { Checkpoints = checkpoints });
    }

    private string[] Files(string run = "run") => [.. Directory.GetFiles(directory[run]).Select(Path.GetFileName).Order()!];

    private static float[] Values(ParameterSet parameters) => [.. parameters.SelectMany(parameter => parameter.ToArray())];

    private static DataSet Data(int times = 1)
    {
        int count = times == 1 ? 20 : 24; // of streams, whole batches
        var random = new CounterRandom(3, 0, 0);
        float[] x = [.. Enumerable.Range(0, count * 6).Select(i => random.Normal(i))];
        int[] labels = [.. Enumerable.Range(0, count * times).Select(i => i % 3)];
        return new DataSet(new Column("x", x, 6), new Column("label", labels, times));
    }
}
