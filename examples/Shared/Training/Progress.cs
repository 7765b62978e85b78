using System;
using System.Diagnostics;
using System.Linq;
using Spectre.Console;

namespace NetGen.Shared;

/// <summary>Shows how training goes on: a bar in a terminal, lines otherwise.</summary>
internal static class Progress
{
    /// <param name="train">Trains, and tells the observer.</param>
    /// <param name="examples">What the examples are.</param>
    /// <param name="measure">What the loss is.</param>
    public static void Run(Action<ITrainingObserver> train, string examples = "images", string measure = "loss")
    {
        var wording = new Wording(examples, measure);
        if (!AnsiConsole.Profile.Out.IsTerminal)
        {
            train(new Lines(wording));
            return;
        }
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context => train(new Bar(context, wording)));
    }

    private sealed record Wording(string Examples, string Measure)
    {
        public string Describe(in TrainingProgress at)
        {
            string speed = FormattableString.Invariant($"rate {at.LearningRate:G3}  {at.ExamplesPerSecond:#,0} {Examples}/s");
            return FormattableString.Invariant(
                $"epoch {at.Epoch}/{at.Epochs}  batch {at.Batch}/{at.Batches}  {Measure} {at.RunningLoss:0.0000}  {speed}  {TimeLeft.Format(at.TimeLeft)} left");
        }

        public string Describe(Resumption from) =>
            FormattableString.Invariant($"{string.Concat(from.Damaged.Select(damage => damage + "\n"))}goes on behind step {from.Step}, from {from.File}");

        public string Describe(EpochResult result, Evaluation validation) => FormattableString.Invariant(
            $"epoch {result.Epoch}/{result.Epochs}  {Measure} {result.Loss:0.0000}  validation {validation.Loss:0.0000}  {result.ExamplesPerSecond:#,0} {Examples}/s");
    }

    /// <summary>A few lines an epoch.</summary>
    private sealed class Lines(Wording wording) : ITrainingObserver
    {
        private const int LinesPerEpoch = 4;

        public void OnStart(in TrainingStart start)
        {
            if (start.Resumption is { } resumption)
                Console.WriteLine(wording.Describe(resumption));
        }

        public bool OnBatch(in TrainingProgress progress)
        {
            if (progress.Batch * LinesPerEpoch / progress.Batches != (progress.Batch - 1) * LinesPerEpoch / progress.Batches)
                Console.WriteLine(wording.Describe(progress));
            return true;
        }

        public bool OnEpoch(EpochResult result)
        {
            if (result.Validation is { } validation)
                Console.WriteLine(wording.Describe(result, validation));
            return true;
        }
    }

    /// <summary>A bar for each epoch.</summary>
    private sealed class Bar(ProgressContext context, Wording wording) : ITrainingObserver
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

        private ProgressTask? task;
        private int epoch;
        private long shown;

        public void OnStart(in TrainingStart start)
        {
            if (start.Resumption is { } resumption)
                AnsiConsole.WriteLine(wording.Describe(resumption));
        }

        public bool OnBatch(in TrainingProgress progress)
        {
            if (progress.Epoch != epoch)
            {
                epoch = progress.Epoch;
                task = context.AddTask(wording.Describe(progress), maxValue: progress.Batches);
            }
            if (progress.Batch == progress.Batches || Stopwatch.GetElapsedTime(shown) >= Interval)
            {
                shown = Stopwatch.GetTimestamp();
                task!.Description = wording.Describe(progress);
                task.Value = progress.Batch;
            }
            return true;
        }

        public bool OnEpoch(EpochResult result)
        {
            if (result.Validation is { } validation)
                task!.Description = wording.Describe(result, validation);
            return true;
        }
    }
}
