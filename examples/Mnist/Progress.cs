using System;
using System.Diagnostics;
using NetGen;
using Spectre.Console;

namespace Mnist;

/// <summary>Shows how training goes on: a bar in a terminal, lines otherwise.</summary>
internal static class Progress
{
    public static void Run(Action<ITrainingObserver> train)
    {
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            train(new Lines());
            return;
        }
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => train(new Bar(context)));
    }

    private static string Describe(in TrainingProgress at) => FormattableString.Invariant(
        $"epoch {at.Epoch}/{at.Epochs}  batch {at.Batch}/{at.Batches}  loss {at.RunningLoss:0.0000}  {at.ExamplesPerSecond:#,0} images/s  {at.TimeLeft:m\\:ss} left");

    /// <summary>A few lines an epoch.</summary>
    private sealed class Lines : ITrainingObserver
    {
        private const int LinesPerEpoch = 4;

        public bool OnBatch(in TrainingProgress progress)
        {
            if (progress.Batch * LinesPerEpoch / progress.Batches != (progress.Batch - 1) * LinesPerEpoch / progress.Batches)
                Console.WriteLine(Describe(progress));
            return true;
        }
    }

    /// <summary>A bar for each epoch.</summary>
    private sealed class Bar(ProgressContext context) : ITrainingObserver
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

        private ProgressTask? task;
        private int epoch;
        private long shown;

        public bool OnBatch(in TrainingProgress progress)
        {
            if (progress.Epoch != epoch)
            {
                epoch = progress.Epoch;
                task = context.AddTask(Describe(progress), maxValue: progress.Batches);
            }
            if (progress.Batch == progress.Batches || Stopwatch.GetElapsedTime(shown) >= Interval)
            {
                shown = Stopwatch.GetTimestamp();
                task!.Description = Describe(progress);
                task.Value = progress.Batch;
            }
            return true;
        }
    }
}
