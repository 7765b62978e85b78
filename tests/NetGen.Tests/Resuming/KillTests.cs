using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using NetGen.Tests.Runtime;
using Xunit;
using Xunit.Abstractions;

namespace NetGen.Tests.Resuming;

/// <summary>A training that is killed fifty times, between saves and during them, ends with the very weights of one that is left alone.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 50;
    private const int Epochs = 150;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void AKilledTrainingEndsWithTheWeightsOfOneLeftAlone()
    {
        Assert.Equal(0, InterruptedTraining.Run("", directory["whole"], Epochs, saves: false).ExitCode);

        string run = directory["run"];
        Directory.CreateDirectory(run);
        var random = new Random(1);
        int during = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = InterruptedTraining.Start(run, directory["parts"], Epochs);
            string last = Last(run);
            WaitUntil(process, () => Last(run) != last);
            if (kill % 2 == 0)
                Thread.Sleep(random.Next(20));
            else
                WaitUntil(process, () => Temporary(run).Length > 0);
            process.Kill();
            process.WaitForExit();
            during += Temporary(run).Length > 0 ? 1 : 0;
        }
        output.WriteLine($"{during} of {Kills} were killed during a save; the last checkpoint of them is {Last(run)}");
        Assert.InRange(during, Kills / 5, Kills);

        (int exitCode, string text, string error) = InterruptedTraining.Run(run, directory["parts"], Epochs);
        Assert.True(exitCode == 0, error);
        Assert.StartsWith("resumed at", text);
        Assert.Contains("damaged: 0", text);
        Same("");
        Same("-average");
        for (int epoch = 40; epoch < Epochs; epoch += 40)
            Same($"-snapshots/snapshot-{epoch:D4}.safetensors");
        Same("-run/steps.csv");
        Assert.Equal(Losses("whole"), Losses("parts"));
        Assert.Empty(Temporary(run));
        Assert.Equal(3, Directory.GetFiles(run).Length); // two checkpoints and the best

        void Same(string file) =>
            Assert.True(File.ReadAllBytes(directory["whole" + file]).AsSpan().SequenceEqual(File.ReadAllBytes(directory["parts" + file])), $"weights{file} differ");

        // All of the epochs but their times.
        EpochMetrics[] Losses(string name) =>
            [.. RunFolder.ReadEpochs(directory[name + "-run"]).Select(epoch => epoch with { Seconds = 0, SecondsWaited = 0, ExamplesPerSecond = 0 })];
    }

    [Fact]
    public void AFullDiskIsAnErrorThatNamesTheFileAndTheCheckpointBeforeIsWhole()
    {
        if (OperatingSystem.IsWindows()) return;
        string run = directory["run"];
        Assert.Equal(0, InterruptedTraining.Run(run, directory["first"], epochs: 2).ExitCode);
        string before = Last(run);
        Assert.Equal(0, InterruptedTraining.Run("", directory["whole"], epochs: 4, saves: false).ExitCode);

        (int exitCode, _, string error) = InterruptedTraining.Run(run, directory["parts"], epochs: 4, mostKilobytes: 300);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(run, error);
        Assert.Contains("the file cannot be written", error);
        Assert.Equal(before, Last(run));
        Assert.Empty(Temporary(run));
        Assert.Equal(0, InterruptedTraining.Run(run, directory["parts"], epochs: 4).ExitCode);
        Assert.Equal(File.ReadAllBytes(directory["whole"]), File.ReadAllBytes(directory["parts"]));
    }

    private static void WaitUntil(Process process, Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.False(process.HasExited, process.HasExited ? $"the training ended by itself: {process.StandardError.ReadToEnd()}" : "");
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "nothing happens");
        }
    }

    private static string Last(string run) => Directory.GetFiles(run, "step-*.safetensors").Max() ?? "";

    private static string[] Temporary(string run) => Directory.GetFiles(run, ".netgen-*");
}
